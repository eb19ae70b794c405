package dev.devledger.bootstrap.start;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Who a request comes from, where a proxy says so: believed with {@code devledger.behind-proxy=true} only, as anybody can
 * send such headers. Of themselves, Spring Boot would believe them on some platforms, such as Kubernetes.
 */
final class ForwardedHeaders implements EnvironmentPostProcessor {
    private static final String BEHIND_PROXY = "devledger.behind-proxy";
    private static final String STRATEGY = "server.forward-headers-strategy";
    private static final String BELIEVED = "native";
    private static final String IGNORED = "none";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> all = Map.of(
                STRATEGY,
                strategy(isBehindProxy(Binder.get(environment))),
                // Proxies pass these two on as a client sent them, and Devledger needs neither.
                "server.tomcat.remoteip.host-header",
                "",
                "server.tomcat.remoteip.port-header",
                "");
        environment.getPropertySources().addLast(new MapPropertySource("headers of a proxy", all));
    }

    /** What is neither yes nor no is told later, by whoever checks the settings. */
    static boolean isBehindProxy(Binder settings) {
        try {
            return settings.bind(BEHIND_PROXY, Boolean.class).orElse(false);
        } catch (BindException unreadable) {
            return false;
        }
    }

    static void requireOurs(Binder settings, boolean behindProxy) {
        String ours = strategy(behindProxy);
        String given = settings.bind(STRATEGY, String.class).orElse(ours);
        if (!given.equalsIgnoreCase(ours)) {
            throw new CannotListen(
                    STRATEGY + " is " + given + ", but " + BEHIND_PROXY + " is " + behindProxy
                            + ", and that alone says whether the headers of a proxy are believed.",
                    "Leave " + STRATEGY + " out, and set " + BEHIND_PROXY
                            + "=true where all requests come through a proxy.",
                    null);
        }
    }

    private static String strategy(boolean behindProxy) {
        return behindProxy ? BELIEVED : IGNORED;
    }
}
