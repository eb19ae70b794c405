package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Lease;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Goes by the database's clock: those of the nodes may differ. */
public record PostgresLease(JdbcClient jdbc) implements Lease {
    @Override
    public Optional<Grant> acquire(ConnectedAccount account, Duration length) {
        return ofAccount(jdbc, account, """
                        insert into sync_lease as l (connector, account, fence, held_until)
                        values (:connector, :account, 1, clock_timestamp() + :millis * interval '1 millisecond')
                        on conflict (connector, account) do update
                        set fence = l.fence + 1, held_until = excluded.held_until
                        where l.held_until <= clock_timestamp()
                        returning fence
                        """)
                .param("millis", length.toMillis())
                .query(Long.class)
                .optional()
                .map(Grant::new);
    }

    @Override
    public boolean renew(ConnectedAccount account, Grant lease, Duration length) {
        return ofAccount(jdbc, account, """
                                update sync_lease set held_until = clock_timestamp() + :millis * interval '1 millisecond'
                                where connector = :connector and account = :account and fence = :fence
                                  and held_until > clock_timestamp()
                                """)
                        .param("millis", length.toMillis())
                        .param("fence", lease.fence())
                        .update()
                == 1;
    }

    @Override
    public void release(ConnectedAccount account, Grant lease) {
        ofAccount(jdbc, account, """
                        update sync_lease set held_until = clock_timestamp()
                        where connector = :connector and account = :account and fence = :fence
                        """).param("fence", lease.fence()).update();
    }
}
