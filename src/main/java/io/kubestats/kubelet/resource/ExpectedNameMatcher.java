package io.kubestats.kubelet.resource;

import io.kubestats.kubelet.answer.AnswerNames;
import java.util.Arrays;

/**
 * A matcher of the names in a {@code /metrics/resource} response against those of the previous one. Kubelets sort the
 * names, so they come in the same order except for the few that were added or removed. Not thread-safe.
 */
final class ExpectedNameMatcher {
    private final AnswerNames names;
    private ExpectedNames expected = ExpectedNames.NONE;
    private String[] seen = new String[64];
    private int count;
    private int next;
    private int hash;
    private boolean asExpected = true;

    /** Creates a matcher that takes unexpected names from {@code names}. */
    ExpectedNameMatcher(AnswerNames names) {
        this.names = names;
    }

    /** Starts another response with the names that are expected in it. */
    void begin(ExpectedNames ofNode) {
        expected = ofNode;
        count = 0;
        next = 0;
        asExpected = true;
    }

    /** Returns the string of these ASCII bytes. */
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

    /** Returns the hash code of the string that was returned last. */
    int hash() {
        return hash;
    }

    /** Returns the names to expect in the node's next response. */
    ExpectedNames learned() {
        if (asExpected && count == expected.size()) {
            return expected;
        }
        return count > ExpectedNames.MOST ? ExpectedNames.NONE : ExpectedNames.of(seen, count);
    }
}
