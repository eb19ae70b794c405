package dev.devledger.adapters.rest.direct;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import dev.devledger.application.direct.DirectCalls.DirectCall.Route;
import dev.devledger.application.direct.DirectRequest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
