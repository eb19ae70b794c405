package dev.devledger.adapters.rest;

import dev.devledger.adapters.rest.http.ProblemValve;
import dev.devledger.adapters.rest.http.RequestId;
import dev.devledger.adapters.rest.page.ApiPageFiles;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** All of the REST API. */
@Configuration(proxyBeanMethods = false)
@Import({ApiPageFiles.class, RestBeans.class})
public class RestConfiguration {

    /** Before all others, the security's too, so that each answer has an id. */
    @Bean
    FilterRegistrationBean<RequestId> requestIds() {
        FilterRegistrationBean<RequestId> filter = new FilterRegistrationBean<>(new RequestId());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    /** No other valve than this one: theirs answer in HTML. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat() {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass("");
            host.getPipeline().addValve(new ProblemValve());
        });
    }
}
