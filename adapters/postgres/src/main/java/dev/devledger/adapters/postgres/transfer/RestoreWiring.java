package dev.devledger.adapters.postgres.transfer;

import dev.devledger.application.projection.EventLog;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.Savepoints;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What works on a draft's tables: wired as for the ledger, on connections that find the tables of the draft.
 *
 * @param sandbox makes the tables of the ledger's own sandbox, where they are missing
 * @param end closes the connections
 */
public record RestoreWiring(
        DataSource dataSource,
        PlatformTransactionManager transactions,
        List<Projection> projections,
        EventLog log,
        ParkedEvents parked,
        Savepoints savepoints,
        Runnable sandbox,
        Runnable end) {}
