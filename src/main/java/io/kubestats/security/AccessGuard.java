package io.kubestats.security;

import static java.util.Objects.requireNonNull;

import io.kubestats.http.GuardedRequest;
import io.kubestats.http.RequestGuard;
import io.kubestats.security.Authentication.Known;
import io.kubestats.security.Authentication.Rejected;
import io.kubestats.security.SubjectAccessAuthorizer.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request pass if its caller is known and may do what it asks for. The authenticators are asked in turn, and the
 * first that knows the caller counts. With no proof at all the caller is anonymous; with proofs of which none holds the
 * request is refused. The open paths, exactly as they are written, need no caller. Safe for any number of threads.
 */
final class AccessGuard implements RequestGuard {
    private final List<Authenticator> authenticators;
    private final SubjectAccessAuthorizer authorizer;
    private final Set<String> openPaths;
    private final AccessDecisions decisions;
    private final RejectionLog log;
    private final Refusals refusals = new Refusals();

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
        Optional<Attributes> attributes = Attributes.of(request.method(), request.path(), request.query());
        if (attributes.isEmpty()) {
            return ambiguous("the path is not plain: no escapes, doubled slashes or dots");
        }
        if (impersonates(request)) {
            return ambiguous("impersonation is for the API server; ask through it");
        }
        Optional<Caller> caller = caller(request, recognised);
        if (caller.isEmpty()) {
            return Optional.of(refusals.unauthorized());
        }
        return isOpen(request.path()) ? Optional.empty() : authorize(request, caller.get(), attributes.get());
    }

    private Optional<Caller> caller(GuardedRequest request, Runnable recognised) {
        List<String> rejections = new ArrayList<>();
        for (Authenticator authenticator : authenticators) {
            Authentication result = authenticator.authenticate(request);
            if (result instanceof Known known) {
                decisions.add(authenticator.known());
                recognised.run();
                return Optional.of(known.caller().authenticated());
            }
            if (result instanceof Rejected rejected) {
                rejections.add(rejected.reason());
            }
        }
        decisions.add(rejections.isEmpty() ? AccessOutcome.ANONYMOUS : AccessOutcome.REJECTED);
        if (rejections.isEmpty()) {
            return Optional.of(Caller.ANONYMOUS);
        }
        log.rejected(request, rejections);
        return Optional.empty();
    }

    private Optional<Refusal> authorize(GuardedRequest request, Caller caller, Attributes wanted) {
        try {
            Decision decision = authorizer.decide(caller, wanted);
            decisions.add(decision.allowed() ? AccessOutcome.ALLOWED : AccessOutcome.DENIED);
            return decision.allowed()
                    ? Optional.empty()
                    : Optional.of(refusals.forbidden(caller, wanted, decision.reason()));
        } catch (ReviewException e) {
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
