package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

class ForgetfulPromiseTest {
    private final List<String> told = new ArrayList<>();
    private final ForgetfulPromise<String> promise =
            new ForgetfulPromise<>(Promise.from(told::add, cause -> told.add(cause.getMessage())));

    @Test
    void tellsOfAFailureOnce() {
        promise.failed(new IOException("refused"));
        promise.failed(new IOException("closed"));

        assertThat(told).containsExactly("refused");
    }

    @Test
    void tellsNobodyOfWhatBefallsAConnectionThatStood() {
        promise.succeeded("connected");
        promise.failed(new IOException("closed"));

        assertThat(told).containsExactly("connected");
    }
}
