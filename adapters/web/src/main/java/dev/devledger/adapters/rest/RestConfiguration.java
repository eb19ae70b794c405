package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.ApiPage.ApiPageFiles;
import dev.devledger.adapters.rest.access.OAuthClientResource;
import dev.devledger.adapters.rest.feed.LedgerFeed;
import dev.devledger.adapters.rest.http.HttpAnswer.AnswerWriter;
import dev.devledger.adapters.rest.http.HttpAnswer.DownloadWriter;
import dev.devledger.adapters.rest.http.ProblemPage.ProblemValve;
import dev.devledger.adapters.rest.http.RequestArguments;
import dev.devledger.adapters.rest.http.RequestArguments.RequestCheck;
import dev.devledger.adapters.rest.http.RequestId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures the whole REST API. */
@Configuration(proxyBeanMethods = false)
@Import({ApiPageFiles.class, RestConfiguration.RestBeans.class})
public class RestConfiguration {

    /** Runs before all other filters, including the security filters, so that each answer has an id. */
    @Bean
    FilterRegistrationBean<RequestId> requestIds() {
        FilterRegistrationBean<RequestId> filter = new FilterRegistrationBean<>(new RequestId());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** Replaces Tomcat's other valves, which answer in HTML. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemValve());
        });
    }

    /**
     * Registers the API's beans that Spring needs. No bean is found by its type, and the parts of a resource are not
     * beans.
     */
    static final class RestBeans implements BeanRegistrar {
        private static final String FEED = "ledgerFeed";
        private static final String RESOURCES = "restResources";

        @Override
        public void register(BeanRegistry registry, Environment environment) {
            add(registry, FEED, LedgerFeed.class, beans -> RestResources.feed(ports(beans)));
            add(
                    registry,
                    RESOURCES,
                    RestResources.class,
                    beans -> new RestResources(ports(beans), beans.bean(FEED, LedgerFeed.class)));
            add(
                    registry,
                    RestWeb.class,
                    beans -> new RestWeb(() -> ports(beans).rebuilds().stale()));
            RestResources.TYPES.forEach(type -> addResource(registry, type));
            if (!environment.getProperty("devledger.auth.embedded", "false").equalsIgnoreCase("false")) {
                add(registry, OAuthClientResource.class, beans -> resources(beans)
                        .oauthClients());
            }
        }

        private static <T> void addResource(BeanRegistry registry, Class<T> type) {
            add(registry, type, beans -> resources(beans).get(type));
        }

        private static <T> void add(BeanRegistry registry, Class<T> type, Function<SupplierContext, T> made) {
            add(registry, type.getName(), type, made);
        }

        private static <T> void add(
                BeanRegistry registry, String name, Class<T> type, Function<SupplierContext, T> made) {
            registry.registerBean(name, type, spec -> spec.supplier(made));
        }

        private static RestPorts ports(SupplierContext beans) {
            return beans.bean("restPorts", RestPorts.class);
        }

        private static RestResources resources(SupplierContext beans) {
            return beans.bean(RESOURCES, RestResources.class);
        }
    }

    /**
     * Configures how requests and answers of the REST API are read and written.
     *
     * @param rebuilding the projections whose rows are being rebuilt
     */
    record RestWeb(Supplier<Set<String>> rebuilding) implements WebMvcConfigurer {
        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(new RequestArguments());
        }

        @Override
        public void addReturnValueHandlers(List<HandlerMethodReturnValueHandler> handlers) {
            handlers.add(new AnswerWriter());
            handlers.add(new DownloadWriter());
        }

        @Override
        public void addInterceptors(InterceptorRegistry registry) {
            String resources = RestWeb.class.getPackageName() + ".";
            registry.addInterceptor(new RequestCheck(rebuilding, resources)).addPathPatterns("/api/**");
        }
    }
}
