package dev.devledger.adapters.postgres;

import dev.devledger.application.proof.SecondReadModel;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * In a schema of its own for each run, named {@code verify_<8 hexadecimal digits>}. The session of a run holds a lock of
 * that name: what nobody holds was left by a run that was killed.
 */
final class PostgresSecondReadModel implements SecondReadModel {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;

    PostgresSecondReadModel(DataSource dataSource, PostgresWriteGate gate, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Copy create(Set<String> projections) {
        dropLeftovers();
        String name = "verify_%08x".formatted(ThreadLocalRandom.current().nextInt());
        List<String> tables = Stream.concat(Stream.of("history"), ReadModel.tables(projections).stream())
                .distinct()
                .toList();
        tables = Stream.concat(tables.stream(), Stream.of(ReadModel.PARKED)).toList();
        SessionLock lock = SessionLock.tryTake(dataSource, name);
        PostgresCopy copy = null;
        try {
            ShadowSchema schema = new ShadowSchema(jdbc, name);
            UUID run = UUID.randomUUID();
            List<String> all = tables;
            transaction.executeWithoutResult(status -> {
                jdbc.sql("create schema " + name).update();
                schema.create(all, run);
            });
            copy = new PostgresCopy(dataSource, gate, transaction, schema, run, tables, lock);
            return copy;
        } finally {
            if (copy == null) {
                lock.close();
            }
        }
    }

    private void dropLeftovers() {
        jdbc.sql("select nspname from pg_namespace where nspname ~ '^verify_[0-9a-f]{8}$'")
                .query(String.class)
                .list()
                .forEach(this::dropWhereNobodyHasIt);
    }

    private void dropWhereNobodyHasIt(String schema) {
        try (SessionLock lock = SessionLock.tryTake(dataSource, schema)) {
            if (lock.held()) {
                jdbc.sql("drop schema if exists " + schema + " cascade").update();
            }
        }
    }
}
