package io.kubestats.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorLimitTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"80, 20", "20, 8", "1024, 256", "1048576, 512", "unlimited, 512", "9999999999999, 512", "odd, 256"})
    void leavesMostDescriptorsToOthers(String limit, int share) throws IOException {
        Path limits = Files.writeString(
                folder.resolve("limits"),
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                        + "Max processes             7823                 7823                 processes \n"
                        + "Max open files            " + limit + "                 1048576              files     \n");

        assertThat(DescriptorLimit.read(limits).share(512)).isEqualTo(share);
    }

    @Test
    void assumesACommonLimitWhereThereIsNoProcFileSystem() {
        assertThat(DescriptorLimit.read(folder.resolve("none"))).isEqualTo(new DescriptorLimit(1_024));
    }
}
