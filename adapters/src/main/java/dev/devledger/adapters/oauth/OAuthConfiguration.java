package dev.devledger.adapters.oauth;

import dev.devledger.application.connection.Connecting;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The pages of connecting. */
@Configuration(proxyBeanMethods = false)
public class OAuthConfiguration {

    @Bean
    Callback oauthCallback(Connecting connecting, OAuthSettings settings, ZoneId zone) {
        return new Callback(connecting, settings.redirect(), settings.server(), zone, Connecting.TIME);
    }

    @Bean
    ConnectPages connectPages(Connecting connecting, Callback callback) {
        return new ConnectPages(connecting, callback);
    }

    /** A path of our own port that somebody chose leads to the same page; only with a state, as it may be another page's. */
    @Bean
    FilterRegistrationBean<Filter> oauthCallbackAlias(Callback callback) {
        Filter alias = (request, response, chain) -> {
            if (request instanceof HttpServletRequest page
                    && page.getMethod().equals("GET")
                    && page.getParameter("state") != null
                    && callback.alias().filter(page.getRequestURI()::equals).isPresent()) {
                request.getRequestDispatcher(RedirectUrl.PATH).forward(request, response);
            } else {
                chain.doFilter(request, response);
            }
        };
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(alias);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
