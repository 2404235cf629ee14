package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.AnswerNames;
import java.util.Arrays;

/**
 * Gives the names of one {@code /metrics/resource} after the other: a kubelet sorts them, so they come in the order of
 * the last time, but for the few that came or went. Not thread-safe.
 */
final class ExpectedNameMatcher {
    private final AnswerNames names;
    private ExpectedNames expected = ExpectedNames.NONE;
    private String[] seen = new String[64];
    private int count;
    private int next;
    private int hash;
    private boolean asExpected = true;

    /** Names that are not as expected come from {@code names}. */
    ExpectedNameMatcher(AnswerNames names) {
        this.names = names;
    }

    /** Goes to another answer, which is expected to have these names. */
    void begin(ExpectedNames ofNode) {
        expected = ofNode;
        count = 0;
        next = 0;
        asExpected = true;
    }

    /** The string of these bytes, which are ASCII. */
    String get(byte[] text, int from, int to) {
        int at = expected.find(next, text, from, to);
        asExpected &= at == next;
        String name;
        if (at < 0) {
            name = names.get(text, from, to);
            hash = name.hashCode();
        } else {
            name = expected.name(at);
            hash = expected.hash(at);
            next = at + 1;
        }
        if (count < ExpectedNames.MOST) {
            if (count == seen.length) {
                seen = Arrays.copyOf(seen, count * 2);
            }
            seen[count] = name;
        }
        count++;
        return name;
    }

    /** The hash code of the string that was given last. */
    int hash() {
        return hash;
    }

    /** What the next answer of the node is expected to have. */
    ExpectedNames learned() {
        if (asExpected && count == expected.size()) {
            return expected;
        }
        return count > ExpectedNames.MOST ? ExpectedNames.NONE : ExpectedNames.of(seen, count);
    }
}
