package dev.devledger.adapters.signin.server;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContextHolder;

/** For what a token is to be (RFC 8707): for this server, by one of its names, and for nobody else. */
final class ResourceIndicators {
    static final String PARAMETER = "resource";

    private ResourceIndicators() {}

    /** Whether all that are named are ours; none is, too. */
    static boolean areOurs(Map<String, Object> parameters) {
        return named(parameters).allMatch(ours()::contains);
    }

    /** The one that is meant: agents name the address that they call. */
    static String asked(Map<String, Object> parameters) {
        return named(parameters).findFirst().orElse(ours().getFirst());
    }

    /** Whether, where one is named, it is that one. */
    static boolean isSame(Map<String, Object> parameters, String resource) {
        return named(parameters).allMatch(resource::equals);
    }

    private static List<String> ours() {
        String base = AuthorizationServerContextHolder.getContext().getIssuer();
        return List.of(base + "/mcp", base);
    }

    private static Stream<String> named(Map<String, Object> parameters) {
        return texts(parameters.get(PARAMETER)).map(each -> each.replaceFirst("/$", ""));
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case String one -> Stream.of(one);
            case String[] several -> Arrays.stream(several);
            case null, default -> Stream.empty();
        };
    }
}
