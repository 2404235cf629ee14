package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** The failed forms of one attempt and the verdict that they add up to. Not thread-safe. */
final class FailedForms {
    /** The status of a failure without an HTTP status. */
    static final int NO_STATUS = 0;

    private final Map<KubeletQuery, Miss> misses = new EnumMap<>(KubeletQuery.class);

    void add(KubeletQuery question, int status, KubeletException failure) {
        misses.put(question, new Miss(status, failure));
    }

    Optional<KubeletException> failureOf(KubeletQuery question) {
        return Optional.ofNullable(misses.get(question)).map(Miss::failure);
    }

    /** Returns the failure of {@code question} if permission was denied. */
    Optional<KubeletException> forbidden(KubeletQuery question) {
        return failureOf(question).filter(failure -> failure.reason() == Reason.FORBIDDEN);
    }

    /** Returns whether another form may succeed after this failure; none does if the kubelet is unreachable. */
    boolean leavesHope(KubeletQuery question) {
        Miss miss = misses.get(question);
        if (miss == null || miss.status != NO_STATUS) {
            return true;
        }
        return switch (miss.failure.reason()) {
            case PARSE, TOO_LARGE -> true;
            case CONNECT -> KubeletFailures.isClosedEarly(miss.failure.getCause());
            default -> false;
        };
    }

    /** Returns the failure to report for an attempt whose forms have all failed. */
    KubeletException verdict(KubeletTarget target, AnswerForms forms) {
        Miss first = misses.get(forms.first());
        Miss second = forms.second().map(misses::get).orElse(null);
        if (first == null || second == null) {
            return (first == null ? misses.values().iterator().next() : first).failure;
        }
        boolean resourceFirst = forms.first() == KubeletQuery.RESOURCE_METRICS;
        Miss summary = resourceFirst ? second : first;
        Miss other = resourceFirst ? first : second;
        if (summary.isMissing() && other.isMissing() && misses.containsKey(KubeletQuery.RESOURCE_METRICS)) {
            return nothingThere(target, summary, other);
        }
        return summary.isRefusal() && other.status == NO_STATUS ? other.failure : summary.failure;
    }

    private static KubeletException nothingThere(KubeletTarget target, Miss summary, Miss resource) {
        return new KubeletLocation(target, KubeletQuery.FULL_SUMMARY)
                .failure(
                        Reason.UNSUPPORTED,
                        "it has no statistics (" + summary.status + " for /stats/summary, " + resource.status
                                + " for /metrics/resource), as some virtual kubelets have none; to leave it out,"
                                + " --node-selector 'type!=virtual-kubelet', or by another label that it has",
                        null);
    }

    /** A failed form with the HTTP status of the kubelet, or {@link FailedForms#NO_STATUS}. */
    private record Miss(int status, KubeletException failure) {
        /** Returns whether the kubelet does not serve the form to any client. */
        boolean isMissing() {
            return switch (status) {
                case HttpStatus.NOT_FOUND_404, HttpStatus.METHOD_NOT_ALLOWED_405, HttpStatus.NOT_IMPLEMENTED_501 ->
                    true;
                default -> false;
            };
        }

        /** Returns whether the kubelet does not serve the form to us. */
        boolean isRefusal() {
            return status == HttpStatus.FORBIDDEN_403 || isMissing();
        }
    }
}
