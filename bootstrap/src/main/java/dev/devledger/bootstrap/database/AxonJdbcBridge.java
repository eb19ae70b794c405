package dev.devledger.bootstrap.database;

import dev.devledger.adapters.postgres.eventstore.EventUpcasters;
import dev.devledger.adapters.postgres.eventstore.LedgerSerializer;
import dev.devledger.adapters.postgres.eventstore.PostgresEventStorage;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon 4.13 orders its auto-configuration after class names of Boot 3. On Boot 4 it would run before there is a data
 * source, find none, and start without an event store and without transactions, saying nothing. This class stands between
 * the two, and makes what Axon would otherwise miss. It can go when Axon knows Boot 4's names.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        },
        beforeName = {
            "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
            "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
            "org.axonframework.springboot.autoconfig.AxonAutoConfiguration"
        })
public class AxonJdbcBridge {

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    /** One serializer for everything: our names and readable JSON, never the names of Java classes. */
    @Bean
    @Primary
    Serializer ledgerSerializer() {
        return LedgerSerializer.create();
    }

    @Bean
    EventStorageEngine eventStorageEngine(
            DataSource dataSource, TransactionManager axonTransactionManager, Serializer ledgerSerializer) {
        return PostgresEventStorage.engine(
                dataSource, axonTransactionManager, ledgerSerializer, EventUpcasters.chain());
    }
}
