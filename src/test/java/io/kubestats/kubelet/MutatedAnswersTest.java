package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.kubelet.answer.BatchDecoder;
import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.kubelet.resource.ResourceMetricsDecoder;
import io.kubestats.kubelet.summary.SummaryDecoder;
import io.kubestats.model.Lane;
import io.kubestats.model.NodeBatch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests that any mutation of a response by a kubelet or proxy yields either a batch or one classified failure. */
class MutatedAnswersTest {
    private static final List<byte[]> SUMMARIES = List.of(
            RecordedAnswers.bytes("1.37/stats-summary.json"),
            RecordedAnswers.bytes("1.37/stats-summary-cpu-memory.json"),
            RecordedAnswers.bytes("1.35/stats-summary.json"));
    private static final byte[] RESOURCE = RecordedAnswers.bytes("1.37/metrics-resource.txt");
    private static final String TOKEN_ENDS = " \n{}[]:,\"";

    @Property(tries = 1000)
    void aMutatedSummaryIsABatchOrAFailureToParse(@ForAll("mutations") Mutation mutation, @ForAll Random random) {
        byte[] body = mutation.apply(SUMMARIES.get(random.nextInt(SUMMARIES.size())), random);

        assertBatchOrFailure(new SummaryDecoder(Lane.FULL), body);
    }

    @Property(tries = 1000)
    void mutatedResourceMetricsAreABatchOrAFailureToParse(
            @ForAll("mutations") Mutation mutation, @ForAll Random random) {
        assertBatchOrFailure(new ResourceMetricsDecoder(), mutation.apply(RESOURCE, random));
    }

    @Property(tries = 300)
    void aSummaryCutAnywhereIsAFailureToParse(@ForAll Random random) {
        byte[] body = SUMMARIES.get(random.nextInt(SUMMARIES.size()));
        int closing = body.length;
        while (body[closing - 1] != '}') {
            closing--;
        }
        byte[] cut = Arrays.copyOf(body, random.nextInt(closing));

        assertThat(assertBatchOrFailure(new SummaryDecoder(Lane.FULL), cut)).isFalse();
    }

    @Property(tries = 500)
    void anyBytesAreABatchOrAFailureToParse(@ForAll byte[] body) {
        assertBatchOrFailure(new SummaryDecoder(Lane.FULL), body);
        assertBatchOrFailure(new ResourceMetricsDecoder(), body);
    }

    @Provide
    Arbitrary<Mutation> mutations() {
        return Arbitraries.of(Mutation.values());
    }

    /** Returns whether the body decoded to a batch. */
    private static boolean assertBatchOrFailure(BatchDecoder decoder, byte[] body) {
        try {
            NodeBatch batch = decoder.decode(RecordedAnswers.N1, RecordedAnswers.RECEIVED, body, body.length);
            assertThat(batch.node()).isEqualTo("n1");
            return true;
        } catch (KubeletException e) {
            assertThat(e.reason()).isIn(Reason.PARSE, Reason.WRONG_NODE);
            assertThat(e.getMessage()).startsWith("node n1: ").matches("[ -~…]{1,300}");
            return false;
        }
    }

    private enum Mutation {
        FLIP_BYTES {
            @Override
            byte[] apply(byte[] body, Random random) {
                byte[] mutated = body.clone();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
                }
                return mutated;
            }
        },
        TRUNCATE {
            @Override
            byte[] apply(byte[] body, Random random) {
                return Arrays.copyOf(body, random.nextInt(body.length));
            }
        },
        DELETE_RANGE {
            @Override
            byte[] apply(byte[] body, Random random) {
                int from = random.nextInt(body.length);
                int to = from + random.nextInt(Math.min(200, body.length - from));
                return splice(body, from, new byte[0], to);
            }
        },
        DUPLICATE_RANGE {
            @Override
            byte[] apply(byte[] body, Random random) {
                int from = random.nextInt(body.length);
                int to = from + random.nextInt(Math.min(5_000, body.length - from));
                return splice(body, to, Arrays.copyOfRange(body, from, to), to);
            }
        },
        SWAP_TOKENS {
            @Override
            byte[] apply(byte[] body, Random random) {
                int firstFrom = tokenStart(body, random.nextInt(body.length / 2));
                int firstTo = tokenEnd(body, firstFrom);
                int secondFrom = tokenStart(body, body.length / 2 + random.nextInt(body.length / 2));
                int secondTo = tokenEnd(body, secondFrom);
                byte[] second = Arrays.copyOfRange(body, secondFrom, secondTo);
                byte[] withFirst = splice(body, secondFrom, Arrays.copyOfRange(body, firstFrom, firstTo), secondTo);
                return splice(withFirst, firstFrom, second, firstTo);
            }
        };

        abstract byte[] apply(byte[] body, Random random);

        private static byte[] splice(byte[] body, int from, byte[] middle, int to) {
            byte[] result = Arrays.copyOf(body, from + middle.length + body.length - to);
            System.arraycopy(middle, 0, result, from, middle.length);
            System.arraycopy(body, to, result, from + middle.length, body.length - to);
            return result;
        }

        private static int tokenStart(byte[] body, int near) {
            int at = near;
            while (at > 0 && TOKEN_ENDS.indexOf(body[at]) >= 0) {
                at--;
            }
            while (at > 0 && TOKEN_ENDS.indexOf(body[at - 1]) < 0) {
                at--;
            }
            return at;
        }

        private static int tokenEnd(byte[] body, int start) {
            int at = start + 1;
            while (at < body.length && TOKEN_ENDS.indexOf(body[at]) < 0) {
                at++;
            }
            return at;
        }
    }
}
