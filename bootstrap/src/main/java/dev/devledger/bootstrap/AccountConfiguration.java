package dev.devledger.bootstrap;

import dev.devledger.adapters.oauth.OAuthConfiguration;
import dev.devledger.adapters.oauth.OAuthConfiguration.OAuthSettings;
import dev.devledger.bootstrap.start.ServerAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Connects the accounts of services in the browser, in the same way for each service. */
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
    OAuthSettings oauthSettings(Stores stores) {
        return new OAuthSettings(stores.connecting(), stores.setup.server()::url, stores.setup.zone());
    }
}
