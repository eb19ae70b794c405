package dev.devledger.bootstrap.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** All that a running application answers, as it knows it itself. */
final class Routes {
    private static final Pattern METHOD = Pattern.compile("\\b(GET|POST|PUT|PATCH|DELETE)\\b");
    private static final Pattern PATH = Pattern.compile("(?<![\\w/])/[^\\s)&|]*");

    /** @param path with its variables in braces */
    record Route(String method, String path) {

        /** With that in place of each variable. */
        String with(String value) {
            return path.replaceAll("\\{[^}]*}", value).replace("**", value).replace("*", value);
        }
    }

    private Routes() {}

    static List<Route> of(RunningDevledger devledger) {
        List<Route> routes = new ArrayList<>();
        devledger
                .context()
                .getBeansOfType(RequestMappingHandlerMapping.class)
                .values()
                .forEach(mapping -> mapping.getHandlerMethods().keySet().forEach(each -> addAll(each, routes)));
        devledger
                .context()
                .getBeansOfType(RouterFunction.class)
                .values()
                .forEach(each -> each.accept(new Seen(routes)));
        return routes.stream().distinct().toList();
    }

    private static void addAll(RequestMappingInfo mapping, List<Route> routes) {
        for (String pattern : mapping.getPatternValues()) {
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                routes.add(new Route(method.name(), pattern));
            }
        }
    }

    /** Predicates say in their text what they take. */
    private static final class Seen implements RouterFunctions.Visitor {
        private final List<Route> routes;
        private final Deque<String> prefixes = new ArrayDeque<>();

        Seen(List<Route> routes) {
            this.routes = routes;
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            prefixes.addLast(path(predicate));
        }

        @Override
        public void endNested(RequestPredicate predicate) {
            prefixes.removeLast();
        }

        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            String path = String.join("", prefixes) + path(predicate);
            Set<String> methods = METHOD.matcher(predicate.toString())
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
            methods.forEach(method -> routes.add(new Route(method, path)));
        }

        private static String path(RequestPredicate predicate) {
            return PATH.matcher(predicate.toString())
                    .results()
                    .map(MatchResult::group)
                    .findFirst()
                    .orElse("");
        }

        @Override
        public void resources(Function<ServerRequest, Optional<Resource>> lookup) {}

        @Override
        public void attributes(Map<String, Object> attributes) {}

        @Override
        public void unknown(RouterFunction<?> router) {}
    }
}
