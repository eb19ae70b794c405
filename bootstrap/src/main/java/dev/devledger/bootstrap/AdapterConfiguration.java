package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.postgres.PostgresConfiguration;
import dev.devledger.adapters.rest.RestConfiguration;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.security.SecurityConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The adapters that bring a configuration of their own, and the secret that opens them. */
@Configuration(proxyBeanMethods = false)
@Import({PostgresConfiguration.class, RestConfiguration.class, SecurityConfiguration.class})
class AdapterConfiguration {
    @Bean
    OwnerToken ownerToken(DataDirectory dataDirectory) {
        return new OwnerToken(dataDirectory.path().resolve("owner.token"));
    }
}
