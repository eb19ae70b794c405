package dev.devledger.adapters.door;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Slow clients are cut off, whatever they ask for. */
@Configuration(proxyBeanMethods = false)
public class DoorConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> patientServer(ObjectProvider<Patience> patience) {
        return factory -> {
            factory.setProtocol(PatientProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof PatientProtocol protocol) {
                    protocol.have(patience.getIfAvailable(() -> Patience.STANDARD));
                }
            });
        };
    }

    /** After the one that gives each request its id, and before all others. */
    @Bean
    FilterRegistrationBean<InPieces> inPieces() {
        FilterRegistrationBean<InPieces> filter = new FilterRegistrationBean<>(new InPieces());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 50);
        return filter;
    }

    @Bean
    FilterRegistrationBean<NoSuchType> noSuchType() {
        FilterRegistrationBean<NoSuchType> filter = new FilterRegistrationBean<>(new NoSuchType());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 60);
        return filter;
    }
}
