package dev.devledger.adapters.oauth;

import dev.devledger.adapters.oauth.Callback.Callbacks;
import dev.devledger.application.connection.Connecting;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/** The beans of the pages for connecting accounts. */
public final class OAuthConfiguration implements BeanRegistrar {
    private static final String CALLBACKS = "oauthCallbacks";

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        registry.registerBean(
                CALLBACKS,
                Callbacks.class,
                spec -> spec.supplier(beans -> callbacks(beans.bean("oauthSettings", OAuthSettings.class))));
        registry.registerBean(
                "connectPages", ConnectPages.class, spec -> spec.supplier(beans -> new ConnectPages(callbacks(beans))));
        registry.registerBean(
                "oauthCallbackAlias",
                new ParameterizedTypeReference<FilterRegistrationBean<Filter>>() {},
                spec -> spec.supplier(beans -> alias(callbacks(beans))));
    }

    private static Callbacks callbacks(OAuthSettings settings) {
        return new Callbacks(settings.services().stream()
                .map(each -> new Callback(each, settings.server(), settings.zone(), Connecting.TIME))
                .toList());
    }

    private static Callbacks callbacks(SupplierContext beans) {
        return beans.bean(CALLBACKS, Callbacks.class);
    }

    /**
     * Forwards a configured path of this server to the callback page. Forwards only requests with a state, as the path
     * may belong to another page.
     */
    private static FilterRegistrationBean<Filter> alias(Callbacks callbacks) {
        Filter alias = (request, response, chain) -> {
            Optional<Callback> chosen = request instanceof HttpServletRequest page
                            && page.getMethod().equals("GET")
                            && page.getParameter("state") != null
                    ? callbacks.at(page.getRequestURI())
                    : Optional.empty();
            if (chosen.isPresent()) {
                request.getRequestDispatcher(chosen.get().path()).forward(request, response);
            } else {
                chain.doFilter(request, response);
            }
        };
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(alias);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /**
     * @param server maps a path to its address on this server, for the return from a service; works once the server
     *     listens
     */
    public record OAuthSettings(List<Connecting> services, Function<String, String> server, ZoneId zone) {}
}
