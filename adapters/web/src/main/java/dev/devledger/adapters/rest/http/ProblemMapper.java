package dev.devledger.adapters.rest.http;

import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.TokenCheck.TokenRefused;
import dev.devledger.application.claim.Claims.MissedChange;
import dev.devledger.application.entity.ItemRefusals;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.VersionChanges;
import dev.devledger.application.history.Moments.UnsettledMoment;
import dev.devledger.application.imports.Imports.ImportRefused;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.Ledger.StoreOutage.OutcomeUnknown;
import dev.devledger.application.ledger.Ledger.WriteGate.NewerVersion;
import dev.devledger.application.projection.OutdatedProjections.RebuildUnfinished;
import dev.devledger.application.undo.UndoRefused;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Versions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;

/** Turns any failure into a problem. */
@ControllerAdvice
public record ProblemMapper(StoreOutage outage, HistoryQueries history) {
    public static final String OUTCOME_UNKNOWN =
            "The connection to the database broke while this was being stored, so it may be stored or not. If you sent"
                    + " an Idempotency-Key, send the request again with the same key: it is then stored once. If not,"
                    + " check whether it is stored before you send it again.";

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    /** The most errors in one report, as a body of a mebibyte can have very many. */
    private static final int ERRORS = 100;

    @ExceptionHandler
    void handle(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        // An unreadable body is a ProblemException; any other IOException means that the caller did not wait for the
        // answer.
        if (response.isCommitted() || failure instanceof IOException) {
            LOG.debug("The caller left, or the answer was on its way already", failure);
            return;
        }
        response.resetBuffer();
        problem(failure, request).write(request, response);
    }

    private Problem problem(Exception failure, HttpServletRequest request) {
        return switch (failure) {
            case ProblemException refusal -> refusal.problem();
            case Rejection rejection
            when rejection.code() == Rejection.Code.STALE ->
                new StaleProblem(new VersionChanges(history)).of(rejection);
            case Rejection rejection -> rejected(rejection);
            case ImportRefused refused ->
                new Problem(ProblemCode.INVALID, refused.detail()).withMember("errors", refused.quoted());
            case UndoRefused refused ->
                new Problem(ProblemCode.LATER_EDITS, refused.detail()).withMember("conflicts", refused.conflicts());
            case Ledger.LedgerBusy busy -> unavailable(String.valueOf(busy.getMessage()), 1);
            case NewerVersion taken -> unavailable(String.valueOf(taken.getMessage()), 5);
            case RebuildUnfinished missing -> unavailable(String.valueOf(missing.getMessage()), 10);
            case UnsettledMoment early -> unavailable(String.valueOf(early.getMessage()), 2);
            case Ledger.NotStored away ->
                away("The database cannot be reached right now. Nothing was stored. Try again.", away);
            case OutcomeUnknown unknown -> away(OUTCOME_UNKNOWN, unknown);
            case AuthenticationException unknown ->
                new Problem(ProblemCode.UNAUTHORIZED, "A valid token is needed: Authorization: Bearer …")
                        .with(HttpHeaders.WWW_AUTHENTICATE, BearerChallenge.plain(request));
            case TokenRefused refused -> refused(refused, request);
            case AccessRefused refused -> refused(refused, request);
            case AccessDeniedException denied -> new Problem(ProblemCode.FORBIDDEN, forbidden(denied));
            case RequestRejectedException odd ->
                new Problem(
                        ProblemCode.UNREADABLE, "The method, the URL or a header has characters that are not allowed.");
            case InvalidParameterException broken -> ofAForm(broken.getErrorCode());
            case MultipartException broken when !(broken instanceof ErrorResponse) -> ofAForm(400);
            case InvalidMediaTypeException odd ->
                new Problem(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "The content type is none that there is.");
            case HttpMessageNotReadableException unreadable ->
                new Problem(ProblemCode.UNREADABLE, "The body is not readable.");
            case ErrorResponse known -> ofTheFramework(known);
            default -> unexpected(failure);
        };
    }

    private static Problem rejected(Rejection rejection) {
        ProblemCode code =
                switch (rejection.code()) {
                    case INVALID -> ProblemCode.INVALID;
                    case NOT_FOUND -> ProblemCode.NOT_FOUND;
                    case STALE -> ProblemCode.STALE;
                    case CONFLICT_STATE -> ProblemCode.CONFLICT_STATE;
                    case DEPENDENCY_CYCLE -> ProblemCode.DEPENDENCY_CYCLE;
                    case CLAIMED -> ProblemCode.CLAIMED;
                    case CLAIM_ENDED -> ProblemCode.CLAIM_ENDED;
                    case IDEMPOTENCY_MISMATCH -> ProblemCode.IDEMPOTENCY_MISMATCH;
                };
        List<Rejection.Violation> errors = rejection.violations();
        return new Problem(code, rejection.detail())
                .withErrors(errors.subList(0, Math.min(ERRORS, errors.size())))
                .withMembers(rejection.facts());
    }

    private static Problem refused(TokenRefused refused, HttpServletRequest request) {
        return refused.isUnknown()
                ? unavailable(refused.words(), 10)
                : new Problem(ProblemCode.UNAUTHORIZED, refused.words())
                        .with(HttpHeaders.WWW_AUTHENTICATE, BearerChallenge.invalid(request, refused.words()));
    }

    private static Problem refused(AccessRefused refused, HttpServletRequest request) {
        Problem problem = new Problem(
                refused.isLoginTooOld() ? ProblemCode.LOGIN_TOO_OLD : ProblemCode.FORBIDDEN, refused.sentence());
        Scope needed = refused.needed();
        return needed == null
                ? problem
                : problem.withMember("scope", needed.word())
                        .with(HttpHeaders.WWW_AUTHENTICATE, BearerChallenge.insufficient(request, needed.word()));
    }

    /** Returns the problem of a form. Omits the container's own message, which repeats the sent values. */
    private static Problem ofAForm(int status) {
        return status == ProblemCode.TOO_LARGE.status()
                ? new Problem(ProblemCode.TOO_LARGE, "The form is too large, or has too many fields.")
                : new Problem(
                        ProblemCode.UNREADABLE,
                        "The form cannot be read. Encode names and values as UTF-8, with a percent sign as %25.");
    }

    private static String forbidden(AccessDeniedException denied) {
        return denied instanceof CsrfException
                ? "A write with the session cookie also needs the CSRF token, in the header X-XSRF-TOKEN or the"
                        + " field _csrf. Or send Authorization: Bearer … instead."
                : "You are not allowed to do this.";
    }

    /**
     * Maps an error that the framework finds before a resource runs. The framework's own message is omitted, as it
     * names classes.
     */
    private static Problem ofTheFramework(ErrorResponse known) {
        int status = known.getStatusCode().value();
        ProblemCode code = ProblemCode.of(status);
        Problem problem =
                new Problem(code, code == ProblemCode.RATE_LIMITED ? ofOurs(known) : code.detail()).withStatus(status);
        for (String header : List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT, HttpHeaders.RETRY_AFTER)) {
            String value = known.getHeaders().getFirst(header);
            problem = value == null ? problem : problem.with(header, value);
        }
        return problem;
    }

    /** Returns the detail of a rate limit, which is written for callers: the framework itself has no limits. */
    private static String ofOurs(ErrorResponse limit) {
        return Objects.requireNonNullElse(limit.getBody().getDetail(), ProblemCode.RATE_LIMITED.detail());
    }

    private Problem unexpected(Exception failure) {
        if (outage.isCauseOf(failure)) {
            return away("The database cannot be reached right now. Try again.", failure);
        }
        if (outage.isBusy(failure)) {
            LOG.warn("The database is busy: {}", failure.getMessage());
            return unavailable("The database was too busy to finish in time. Nothing was done. Try again.", 2);
        }
        LOG.error("Unexpected failure of a request", failure);
        return new Problem(ProblemCode.INTERNAL, ProblemCode.INTERNAL.detail());
    }

    private static Problem away(String detail, Exception failure) {
        LOG.warn("The database is away: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure)));
        return unavailable(detail, 5);
    }

    private static Problem unavailable(String detail, int seconds) {
        return new Problem(ProblemCode.UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(seconds));
    }

    /**
     * The {@code WWW-Authenticate} header for a caller without access (RFC 6750, section 3, and RFC 9728, section 5.1).
     */
    static final class BearerChallenge {
        /**
         * The request attributes that tell how to get a token: the address of the metadata, the usual scopes, and the
         * prefix of each scope.
         */
        private static final String METADATA = "devledger.metadata";

        private static final String USUAL = "devledger.usual-scopes";

        private static final String PREFIX = "devledger.scope-prefix";

        private BearerChallenge() {}

        /** Returns the challenge for a request without known credentials. */
        static String plain(HttpServletRequest request) {
            return of(request, null, null, text(request, USUAL));
        }

        /** Returns the challenge for an invalid token. */
        static String invalid(HttpServletRequest request, String words) {
            return of(request, "invalid_token", words, text(request, USUAL));
        }

        /** Returns the challenge for a missing scope. */
        static String insufficient(HttpServletRequest request, String scope) {
            String prefix = text(request, PREFIX);
            return of(request, "insufficient_scope", null, prefix == null ? scope : prefix + scope);
        }

        private static String of(
                HttpServletRequest request, @Nullable String error, @Nullable String words, @Nullable String scope) {
            Map<String, String> parts = new LinkedHashMap<>();
            put(parts, "error", error);
            put(parts, "error_description", words);
            put(parts, "resource_metadata", text(request, METADATA));
            put(parts, "scope", scope);
            return parts.isEmpty()
                    ? "Bearer"
                    : parts.entrySet().stream()
                            .map(part -> part.getKey() + "=\"" + part.getValue() + "\"")
                            .collect(Collectors.joining(", ", "Bearer ", ""));
        }

        private static void put(Map<String, String> parts, String name, @Nullable String value) {
            if (value != null) {
                parts.put(name, value.replace("\"", "'"));
            }
        }

        private static @Nullable String text(HttpServletRequest request, String attribute) {
            return request.getAttribute(attribute) instanceof String text ? text : null;
        }
    }

    /** The problem of a write that is based on an old version. It names the authors of the later changes. */
    record StaleProblem(VersionChanges versions) {
        private static final int ID = UUID.randomUUID().toString().length();
        private static final int SHOWN = 10;

        Problem of(Rejection refused) {
            Problem plain = plain(refused);
            List<HistoryView> missed = missed(refused);
            if (missed.isEmpty()) {
                return plain;
            }
            String who = missed.stream()
                    .map(StaleProblem::who)
                    .distinct()
                    .limit(SHOWN)
                    .collect(Collectors.joining(", "));
            return plain.withDetail(refused.detail() + " Since your version it was changed by " + who + ".")
                    .withMember(
                            "changedSince",
                            missed.stream().limit(SHOWN).map(MissedChange::of).toList());
        }

        /** Returns the problem, with the list of stale entities if the write changes several entities. */
        private static Problem plain(Rejection refused) {
            Problem plain = new Problem(ProblemCode.STALE, refused.detail());
            Object several = refused.facts().get(ItemRefusals.STALE);
            return several == null ? plain : plain.withMember(ItemRefusals.STALE, several);
        }

        private List<HistoryView> missed(Rejection refused) {
            return refused.facts().get(Versions.MISSED) instanceof Long missed
                            && missed > 0
                            && refused.facts().get(Versions.STREAM) instanceof String stream
                    ? versions.last(UUID.fromString(stream.substring(stream.length() - ID)), missed)
                    : List.of();
        }

        private static String who(HistoryView entry) {
            return entry.agent() == null ? entry.actor() : entry.actor() + " (" + entry.agent() + ")";
        }
    }
}
