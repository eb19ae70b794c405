package dev.devledger.adapters.oauth;

import dev.devledger.application.connection.Connecting;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The pages of connecting. */
@Configuration(proxyBeanMethods = false)
public class OAuthConfiguration {

    @Bean
    Callbacks oauthCallbacks(List<Connecting> services, OAuthSettings settings, ZoneId zone) {
        return new Callbacks(services.stream()
                .map(each -> new Callback(each, settings.server(), zone, Connecting.TIME))
                .toList());
    }

    @Bean
    ConnectPages connectPages(Callbacks callbacks) {
        return new ConnectPages(callbacks);
    }

    /** A path of our own port that somebody chose leads to the same page; only with a state, as it may be another page's. */
    @Bean
    FilterRegistrationBean<Filter> oauthCallbackAlias(Callbacks callbacks) {
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
}
