package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.GuardedRequest;
import io.kubestats.http.RequestGuard;
import io.kubestats.security.Authentication.Busy;
import io.kubestats.security.Authentication.Known;
import io.kubestats.security.Authentication.Rejected;
import io.kubestats.security.SubjectAccessAuthorizer.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Guard that authenticates and authorises each request. The authenticators run in order, and the first that identifies
 * the caller decides. A request without credentials is anonymous; one whose credentials are all invalid is refused.
 * The open paths, compared literally, need no caller. Thread-safe.
 */
final class AccessGuard implements RequestGuard {
    private final List<Authenticator> authenticators;
    private final SubjectAccessAuthorizer authorizer;
    private final Set<String> openPaths;
    private final AccessDecisions decisions;
    private final RejectionLog log;
    private final AccessRefusals refusals = new AccessRefusals();

    AccessGuard(
            List<Authenticator> authenticators,
            SubjectAccessAuthorizer authorizer,
            List<String> openPaths,
            AccessDecisions decisions,
            RejectionLog log) {
        this.authenticators = List.copyOf(authenticators);
        this.authorizer = requireNonNull(authorizer, "authorizer");
        this.openPaths = Set.copyOf(openPaths);
        this.decisions = requireNonNull(decisions, "decisions");
        this.log = requireNonNull(log, "log");
    }

    @Override
    public Optional<Refusal> check(GuardedRequest request) {
        return check(request, () -> {});
    }

    @Override
    public boolean isOpen(String path) {
        return openPaths.contains(path);
    }

    @Override
    public Optional<Refusal> check(GuardedRequest request, Runnable recognised) {
        Optional<RequestAttributes> attributes =
                RequestAttributes.of(request.method(), request.path(), request.query());
        if (attributes.isEmpty()) {
            return ambiguous("the path is not plain: no escapes, doubled slashes or dots");
        }
        Optional<String> excess = attributes.get().excess();
        if (excess.isPresent()) {
            return ambiguous(excess.get());
        }
        if (impersonates(request)) {
            return ambiguous("impersonation is for the API server; ask through it");
        }
        Authentication who = authenticate(request, recognised);
        if (who instanceof Known known) {
            return isOpen(request.path()) ? Optional.empty() : authorize(request, known.caller(), attributes.get());
        }
        return Optional.of(who instanceof Busy ? refusals.busy() : refusals.unauthorized());
    }

    /** Returns the caller, or the absence of a valid proof; runs {@code recognised} if a proof is valid. */
    private Authentication authenticate(GuardedRequest request, Runnable recognised) {
        List<String> rejections = new ArrayList<>();
        for (Authenticator authenticator : authenticators) {
            Authentication result = authenticator.authenticate(request);
            if (result instanceof Known known && known.caller().size() <= Caller.LARGEST) {
                decisions.add(authenticator.known());
                recognised.run();
                return new Known(known.caller().authenticated());
            }
            if (result instanceof Known) {
                rejections.add("the caller's name, groups and extra values are larger than " + Caller.LARGEST);
            } else if (result instanceof Rejected rejected) {
                rejections.add(rejected.reason());
            } else if (result instanceof Busy) {
                decisions.add(AccessOutcome.REJECTED);
                log.busy(request.remote());
                return result;
            }
        }
        decisions.add(rejections.isEmpty() ? AccessOutcome.ANONYMOUS : AccessOutcome.REJECTED);
        if (rejections.isEmpty()) {
            return new Known(Caller.ANONYMOUS);
        }
        log.rejected(request, rejections);
        return new Rejected(String.join("; ", rejections));
    }

    private Optional<Refusal> authorize(GuardedRequest request, Caller caller, RequestAttributes wanted) {
        try {
            Decision decision = authorizer.decide(caller, wanted);
            decisions.add(decision.allowed() ? AccessOutcome.ALLOWED : AccessOutcome.DENIED);
            return decision.allowed()
                    ? Optional.empty()
                    : Optional.of(refusals.forbidden(caller, wanted, decision.reason()));
        } catch (ReviewException e) {
            if (e.isBusy()) {
                decisions.add(AccessOutcome.UNDECIDED);
                log.busy(caller.share());
                return Optional.of(refusals.busy());
            }
            log.undecided(String.valueOf(e.getMessage()));
            return undecided(request, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return undecided(request, "the server stops");
        }
    }

    private Optional<Refusal> ambiguous(String why) {
        decisions.add(AccessOutcome.AMBIGUOUS);
        return Optional.of(refusals.ambiguous(why));
    }

    private Optional<Refusal> undecided(GuardedRequest request, String why) {
        decisions.add(AccessOutcome.UNDECIDED);
        return Optional.of(refusals.undecided(request.path(), why));
    }

    private static boolean impersonates(GuardedRequest request) {
        return request.headers().stream()
                .anyMatch(header -> header.name().toLowerCase(Locale.ROOT).startsWith("impersonate-"));
    }
}
