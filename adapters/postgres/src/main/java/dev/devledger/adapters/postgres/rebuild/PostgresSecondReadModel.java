package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.write.PostgresWriteGate;
import dev.devledger.adapters.postgres.write.ReadModel;
import dev.devledger.application.proof.SecondReadModel;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** In a schema of its own for each run. */
public final class PostgresSecondReadModel implements SecondReadModel {

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final PostgresWriteGate gate;
    private final TransactionTemplate transaction;

    public PostgresSecondReadModel(
            DataSource dataSource, PostgresWriteGate gate, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.gate = gate;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Copy create(Set<String> projections) {
        List<String> tables = Stream.concat(Stream.of("history"), ReadModel.tables(projections).stream())
                .distinct()
                .toList();
        tables = Stream.concat(tables.stream(), Stream.of(ReadModel.PARKED)).toList();
        ScratchSchema scratch = ScratchSchema.create(dataSource);
        PostgresCopy copy = null;
        try {
            ShadowSchema schema = new ShadowSchema(jdbc, scratch.name());
            UUID run = UUID.randomUUID();
            List<String> all = tables;
            transaction.executeWithoutResult(status -> schema.create(all, run));
            copy = new PostgresCopy(dataSource, gate, transaction, schema, run, tables, scratch);
            return copy;
        } finally {
            if (copy == null) {
                scratch.close();
            }
        }
    }
}
