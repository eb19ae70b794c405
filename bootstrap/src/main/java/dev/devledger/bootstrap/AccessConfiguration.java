package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresTables;
import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessTokenCheck;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may come in, for the server and for the command {@code token}. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    @Bean
    AccessRules accessRules() {
        return Devledger.accessRules();
    }

    @Bean
    AccessTokenCheck accessTokenCheck(PostgresTables tables, Clock clock) {
        return new AccessTokenCheck(tables.accessTokenStore, clock);
    }
}
