package dev.devledger.adapters.rest.direct;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.domain.shared.Rejection.Violation;
import java.time.Duration;
import java.util.List;

/**
 * Answers calls that are passed directly to a service.
 *
 * @param code the name of the member with the service's own error code
 * @param refused the problem of a refusal that the caller did not cause
 * @param away the problem if the service does not answer
 */
record DirectAnswers(String service, String code, ProblemCode refused, ProblemCode away) {
    private static final Duration LATER = Duration.ofSeconds(30);

    /** @param base the path below which a new object can be read */
    HttpAnswer of(DirectReply reply, String base) {
        return switch (reply) {
            case DirectReply.Json json -> HttpAnswer.json(json.body());
            case DirectReply.Made(var place, var body) when place.isEmpty() -> HttpAnswer.json(body);
            case DirectReply.Made(var place, var body) -> HttpAnswer.json(body).created(base + place);
            case DirectReply.Done() -> HttpAnswer.noContent();
            case DirectReply.Refusal no -> throw new ProblemException(problem(no));
        };
    }

    private Problem problem(DirectReply.Refusal reply) {
        return switch (reply) {
            case DirectReply.NotFound no -> coded(ProblemCode.NOT_FOUND, no.detail(), no.code());
            case DirectReply.Forbidden no -> coded(ProblemCode.FORBIDDEN, no.detail(), no.code());
            case DirectReply.RateLimited(var after) ->
                new Problem(ProblemCode.RATE_LIMITED, service + "'s request limit is reached for now. Try again later.")
                        .retryAfter(after);
            case DirectReply.NotAuthorized no -> new Problem(ProblemCode.CONFLICT_STATE, no.detail());
            case DirectReply.Unreachable no ->
                coded(away, no.detail(), no.code()).retryAfter(LATER);
            case DirectReply.AgainstRule no -> coded(ProblemCode.CONFLICT_STATE, no.detail(), no.code());
            case DirectReply.Refused no -> coded(refused, no.detail(), no.code());
            case DirectReply.WrongValue no -> coded(ProblemCode.INVALID, no.detail(), no.code());
            case DirectReply.Invalid no ->
                new Problem(ProblemCode.INVALID, no.field() + ": " + no.detail())
                        .withErrors(List.of(new Violation(no.field(), no.detail() + expected(no))));
            case DirectReply.NotApplied no -> notApplied(no);
            case DirectReply.PartialWrite(var written, var no) -> partly(problem(no), written);
        };
    }

    private static String expected(DirectReply.Invalid no) {
        return no.expected().isEmpty() ? "" : "; " + no.expected() + " is expected";
    }

    private Problem coded(ProblemCode kind, String detail, String remoteCode) {
        Problem problem = new Problem(kind, detail);
        return remoteCode.isEmpty() ? problem : problem.withMember(code, remoteCode);
    }

    private Problem notApplied(DirectReply.NotApplied no) {
        List<String> fields =
                no.differences().stream().map(DirectReply.Difference::field).toList();
        return new Problem(
                        ProblemCode.WRITE_NOT_APPLIED,
                        service + " answered that it was done, but holds something else in: "
                                + String.join(", ", fields) + ".")
                .withErrors(no.differences().stream()
                        .map(each -> new Violation(
                                each.field(), "was sent as " + each.sent() + "; " + service + " has " + each.got()))
                        .toList())
                .withMember("remoteId", no.id())
                .withMember("fields", fields);
    }

    private static Problem partly(Problem problem, List<String> written) {
        return problem.withDetail(problem.detail() + " Already written: " + String.join(", ", written) + ".")
                .withMember("written", written);
    }
}
