package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.access.PostgresAccessTokenStore;
import dev.devledger.adapters.postgres.access.PostgresBrowserLoginStore;
import dev.devledger.adapters.postgres.write.RowWrites;
import dev.devledger.application.access.AccessTokenStore;
import dev.devledger.application.access.BrowserLoginStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Who may come in. */
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {
    @Bean
    AccessTokenStore accessTokenStore(RowWrites rows, PlatformTransactionManager transactions) {
        return new PostgresAccessTokenStore(rows.jdbc(), transactions);
    }

    @Bean
    BrowserLoginStore browserLoginStore(RowWrites rows) {
        return new PostgresBrowserLoginStore(rows.jdbc());
    }
}
