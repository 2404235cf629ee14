package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.kubelet.answer.KubeletException.Reason;
import io.kubestats.model.KubeletTarget;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/** The forms that one attempt asked for in vain, and what their failures mean together. Not thread-safe. */
final class FailedForms {
    /** The status of a failure that is not a status. */
    static final int NO_STATUS = 0;

    private final Map<KubeletQuery, Miss> misses = new EnumMap<>(KubeletQuery.class);

    void add(KubeletQuery question, int status, KubeletException failure) {
        misses.put(question, new Miss(status, failure));
    }

    Optional<KubeletException> failureOf(KubeletQuery question) {
        return Optional.ofNullable(misses.get(question)).map(Miss::failure);
    }

    /** Returns the refusal of {@code question} if it was one for lack of permission. */
    Optional<KubeletException> forbidden(KubeletQuery question) {
        return failureOf(question).filter(failure -> failure.reason() == Reason.FORBIDDEN);
    }

    /** Returns whether another form may still come: it does not from a kubelet that can't be reached. */
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

    /** Returns the failure of an attempt of which every form has failed. */
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

    /** A form that did not come; {@code status} is what the kubelet answered instead. */
    private record Miss(int status, KubeletException failure) {
        /** Returns whether the kubelet does not have the form, whoever asks. */
        boolean isMissing() {
            return switch (status) {
                case HttpStatus.NOT_FOUND_404, HttpStatus.METHOD_NOT_ALLOWED_405, HttpStatus.NOT_IMPLEMENTED_501 ->
                    true;
                default -> false;
            };
        }

        /** Returns whether the kubelet does not have the form for us. */
        boolean isRefusal() {
            return status == HttpStatus.FORBIDDEN_403 || isMissing();
        }
    }
}
