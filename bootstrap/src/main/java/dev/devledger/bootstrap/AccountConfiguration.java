package dev.devledger.bootstrap;

import dev.devledger.adapters.dashboard.frame.ConnectOffers;
import dev.devledger.adapters.oauth.OAuthConfiguration;
import dev.devledger.adapters.oauth.OAuthSettings;
import dev.devledger.application.connection.Connecting;
import dev.devledger.bootstrap.start.ServerAddress;
import java.net.InetAddress;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** How people let us into the services, whichever these are. */
@Configuration(proxyBeanMethods = false)
@Import(OAuthConfiguration.class)
class AccountConfiguration {
    @Bean
    ServerAddress serverAddress(
            @Value("${server.address:#{null}}") @Nullable InetAddress address, Environment environment) {
        Ssl tls = Binder.get(environment).bind("server.ssl", Ssl.class).orElse(null);
        return new ServerAddress(address, Ssl.isEnabled(tls));
    }

    @Bean
    OAuthSettings oauthSettings(List<Connecting> services, ServerAddress server, ZoneId zone) {
        return new OAuthSettings(services, server::url, zone);
    }

    @Bean
    ConnectOffers connectOffers(List<Connecting> services) {
        return () -> services.stream()
                .map(each -> new ConnectOffers.Offer(
                        each.service().title(), each.service().path("connect"), each.isOffered()))
                .toList();
    }
}
