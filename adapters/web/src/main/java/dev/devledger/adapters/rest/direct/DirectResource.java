package dev.devledger.adapters.rest.direct;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.Operation.DirectReply;
import dev.devledger.application.direct.Operation.DirectRequest;
import dev.devledger.domain.shared.Rejection.Violation;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The calls that are passed directly to a service, in the service's own terms.
 *
 * @param services the direct calls of each service, by the service's name
 */
@Controller
@RequestMapping(path = "/api/{service:ticktick|clickup|trackingtime}", produces = MediaType.APPLICATION_JSON_VALUE)
public record DirectResource(Map<String, DirectCalls> services, IdempotentWrites writes) {
    private static final String ANY = "/{*path}";

    /** The header that selects the workspace, if the account has access to several workspaces. */
    private static final String TEAM = "x-team-id";

    private static final Map<String, DirectAnswers> ANSWERS = Map.of(
            "ticktick",
            new DirectAnswers("TickTick", "errorCode", ProblemCode.TICKTICK_REFUSED, ProblemCode.TICKTICK_UNAVAILABLE),
            "clickup",
            new DirectAnswers("ClickUp", "remoteCode", ProblemCode.CLICKUP_REFUSED, ProblemCode.CLICKUP_UNAVAILABLE),
            "trackingtime",
            new DirectAnswers(
                    "TrackingTime",
                    "remoteCode",
                    ProblemCode.TRACKINGTIME_REFUSED,
                    ProblemCode.TRACKINGTIME_UNAVAILABLE));

    @GetMapping(ANY)
    HttpAnswer read(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        DirectRoute route = DirectRoute.of(calls(service), "GET", path);
        return send(service, route.request(path).asking(route.query(query)).in(team));
    }

    @PostMapping(ANY)
    HttpAnswer post(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return write(service, DirectRoute.of(calls(service), "POST", path), path, call, team);
    }

    @PutMapping(ANY)
    HttpAnswer put(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return write(service, DirectRoute.of(calls(service), "PUT", path), path, call, team);
    }

    @PatchMapping(ANY)
    HttpAnswer patch(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return write(service, DirectRoute.of(calls(service), "PATCH", path), path, call, team);
    }

    /** Runs a DELETE call, whose arguments are all in the query. */
    @DeleteMapping(ANY)
    HttpAnswer delete(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            QueryParameters query,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        call.optionalBody().rejectIfAny();
        DirectRoute route = DirectRoute.of(calls(service), "DELETE", path);
        DirectRequest request = route.request(path).asking(route.query(query)).in(team);
        return writes.order(call, () -> send(service, request));
    }

    private HttpAnswer write(String service, DirectRoute route, String path, WriteRequest call, @Nullable String team) {
        String body =
                switch (route.route().body()) {
                    case NONE -> {
                        call.optionalBody().rejectIfAny();
                        yield "{}";
                    }
                    case OPTIONAL -> call.optionalJson();
                    case NEEDED -> call.json();
                };
        DirectRequest request = route.request(path).saying(body).in(team);
        Supplier<HttpAnswer> work = () -> send(service, request);
        Effect effect = route.call().effect();
        return effect == Effect.READS
                ? work.get()
                : effect.isOnce() ? writes.orderOnce(call, work) : writes.order(call, work);
    }

    private HttpAnswer send(String service, DirectRequest request) {
        DirectReply reply = calls(service).send(request);
        return Objects.requireNonNull(ANSWERS.get(service)).of(reply, "/api/" + service);
    }

    private DirectCalls calls(String service) {
        return Objects.requireNonNull(services.get(service));
    }

    /** The call to which a path belongs, with the matching route. */
    record DirectRoute(DirectCall call, Route route) {
        private static final String NUMBER = "[0-9]{1,18}";

        static DirectRoute of(DirectCalls calls, String method, String path) {
            return fitting(calls, path)
                    .filter(each -> each.route.method().equals(method))
                    .min(Comparator.comparing(each -> each.route.path().contains("{")))
                    .orElseThrow(() -> nothingThere(calls, path));
        }

        private static Stream<DirectRoute> fitting(DirectCalls calls, String path) {
            return calls.all().stream()
                    .flatMap(call -> call.routes().stream().map(route -> new DirectRoute(call, route)))
                    .filter(each -> each.fits(path));
        }

        private static ProblemException nothingThere(DirectCalls calls, String path) {
            List<String> methods = fitting(calls, path)
                    .map(each -> each.route.method())
                    .distinct()
                    .sorted()
                    .toList();
            if (methods.isEmpty()) {
                return new ProblemException(new Problem(ProblemCode.NOT_FOUND, ProblemCode.NOT_FOUND.detail()));
            }
            Problem problem = new Problem(ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.METHOD_NOT_ALLOWED.detail());
            return new ProblemException(problem.with("Allow", String.join(", ", methods)));
        }

        private boolean fits(String path) {
            String[] words = route.path().split("/", -1);
            String[] given = path.split("/", -1);
            if (words.length != given.length) {
                return false;
            }
            for (int i = 0; i < words.length; i++) {
                if (words[i].startsWith("{") ? !isId(words[i], given[i]) : !words[i].equals(given[i])) {
                    return false;
                }
            }
            return true;
        }

        private boolean isId(String word, String given) {
            boolean isNumber = call.arguments().stream()
                    .anyMatch(each -> each.kind() == Kind.WHOLE && word.equals("{" + each.name() + "}"));
            return isNumber ? given.matches(NUMBER) : !given.isEmpty();
        }

        /** Returns the request with the ids in the path. */
        DirectRequest request(String path) {
            Map<String, String> ids = new HashMap<>();
            String[] words = route.path().split("/", -1);
            String[] given = path.split("/", -1);
            for (int i = 0; i < words.length; i++) {
                if (words[i].startsWith("{")) {
                    ids.put(words[i].substring(1, words[i].length() - 1), given[i]);
                }
            }
            return DirectRequest.of(call.name()).with(ids);
        }

        /** Returns the query. If the service does not check its query itself, the query may contain only flags. */
        Map<String, List<String>> query(QueryParameters query) {
            Set<String> flags = route.flags();
            if (flags != null) {
                flags.forEach(flag -> query.one(flag, Parser::flag));
                query.rejectIfAny();
            }
            return query.all();
        }
    }

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
                case DirectReply.Made(var place, var body) ->
                    HttpAnswer.json(body).created(base + place);
                case DirectReply.Done() -> HttpAnswer.noContent();
                case DirectReply.Refusal no -> throw new ProblemException(problem(no));
            };
        }

        private Problem problem(DirectReply.Refusal reply) {
            return switch (reply) {
                case DirectReply.NotFound no -> coded(ProblemCode.NOT_FOUND, no.detail(), no.code());
                case DirectReply.Forbidden no -> coded(ProblemCode.FORBIDDEN, no.detail(), no.code());
                case DirectReply.RateLimited(var after) ->
                    new Problem(
                                    ProblemCode.RATE_LIMITED,
                                    service + "'s request limit is reached for now. Try again later.")
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
}
