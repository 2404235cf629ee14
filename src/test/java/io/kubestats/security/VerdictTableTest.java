package io.kubestats.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VerdictTableTest {
    private final VerdictTable<String> table = new VerdictTable<>();

    @Property(tries = 100)
    void staysWithinItsBytesWhateverIsPut(@ForAll @Size(max = 300) List<@IntRange(max = 600_000) Integer> sizes) {
        VerdictTable<Integer> sized = new VerdictTable<>();
        for (int i = 0; i < sizes.size(); i++) {
            int chars = sizes.get(i);
            sized.put("key " + i % 200, "owner " + chars % 7, chars, chars, i + chars % 50, i);
            assertThat(sized.bytes()).isBetween(0L, VerdictTable.MOST_BYTES);
        }
        sized.removeExpired(1_000_000);
        assertThat(sized.size()).isZero();
        assertThat(sized.bytes()).isZero();
    }

    @Test
    void keepsOthersVerdictsInAFloodByOneOwner() {
        table.put("a", "honest", "yes", 0, 10, 0);
        for (int i = 0; i < 20_000; i++) {
            table.put("flood " + i, "stranger", "no", i % 500, 10, 0);
        }

        assertThat(table.get("a", 0)).contains("yes");
        assertThat(table.bytes()).isLessThan(VerdictTable.MOST_BYTES_OF_AN_OWNER + 1_000);
    }

    @Test
    void keepsASmallOwnersVerdictsInAFloodByManyOwners() {
        for (int i = 0; i < 5; i++) {
            table.put("honest " + i, "honest", "yes", 0, 10, 0);
        }
        for (int i = 0; i < 40_000; i++) {
            table.put("flood " + i, "stranger " + i % 100, "no", 500, 10, 0);
        }

        assertThat(table.get("honest 0", 0)).contains("yes");
        assertThat(table.bytes()).isLessThanOrEqualTo(VerdictTable.MOST_BYTES);
    }

    @Test
    void displacesTheOldestVerdictOfTheSameOwner() {
        int tenth = (int) (VerdictTable.MOST_BYTES_OF_AN_OWNER / 20);
        for (int i = 0; i < 12; i++) {
            table.put("key " + i, "owner", "value", tenth, 10, 0);
        }

        assertThat(table.get("key 0", 0)).isEmpty();
        assertThat(table.get("key 11", 0)).contains("value");
    }

    @Test
    void dropsExpiredVerdictsWhenAnotherIsPut() {
        table.put("a", "owner", "old", 0, 10, 0);
        assertThat(table.get("a", 10)).isEmpty();

        table.put("b", "owner", "new", 0, 20, 10);

        assertThat(table.size()).isOne();
    }

    @Test
    void keepsNothingThatIsLargerThanAShare() {
        table.put("a", "owner", "huge", (int) VerdictTable.MOST_BYTES_OF_AN_OWNER, 10, 0);

        assertThat(table.get("a", 0)).isEmpty();
        assertThat(table.bytes()).isZero();
    }

    @Test
    void replacesTheVerdictOfAKeyWhoeverOwnedIt() {
        table.put("a", "first", "no", 0, 10, 0);
        long once = table.bytes();
        table.put("a", "other", "yes", 0, 10, 0);

        assertThat(table.get("a", 0)).contains("yes");
        assertThat(table.bytes()).isEqualTo(once);
    }
}
