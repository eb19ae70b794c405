package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.EventJson;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The common objects of all parts. They are set before the fields of a subclass, whose initializers use them. */
abstract class PostgresModule {
    final DataSource dataSource;
    final JdbcClient jdbc;
    final PlatformTransactionManager transactions;
    final JsonMapper json = EventJson.mapper();
    public final RowWrites rowWrites;

    PostgresModule(DataSource dataSource, PlatformTransactionManager transactions) {
        this.dataSource = dataSource;
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = transactions;
        this.rowWrites = new RowWrites(dataSource);
    }
}
