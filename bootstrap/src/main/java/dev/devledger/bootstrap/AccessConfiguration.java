package dev.devledger.bootstrap;

import dev.devledger.application.access.AccessRules;
import dev.devledger.application.access.AccessTokenCheck;
import dev.devledger.application.access.AccessTokenStore;
import dev.devledger.application.access.AccessTokens;
import dev.devledger.application.project.ProjectQueries;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may come in, for the server and for the command {@code token}. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
    /** Also those that are off now: they may have done something, or be on tomorrow. */
    private static final List<String> CONNECTORS = List.of("ticktick", "clickup", "trackingtime");

    @Bean
    AccessRules accessRules() {
        return AccessRules.with(CONNECTORS);
    }

    @Bean
    AccessTokenCheck accessTokenCheck(AccessTokenStore store, InstantSource clock) {
        return new AccessTokenCheck(store, clock);
    }

    @Bean
    AccessTokens accessTokens(
            AccessTokenStore store,
            AccessRules rules,
            ProjectQueries projects,
            AccessTokenCheck check,
            InstantSource clock) {
        return new AccessTokens(store, rules, projects, check::forget, clock);
    }
}
