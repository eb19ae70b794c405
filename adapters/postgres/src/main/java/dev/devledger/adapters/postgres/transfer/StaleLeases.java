package dev.devledger.adapters.postgres.transfer;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a process that was killed still seems to hold: others would wait until its lease and its heartbeat have run out.
 * Only for a database in which nobody else can be at work.
 */
public final class StaleLeases {
    private StaleLeases() {}

    public static void release(DataSource database) {
        JdbcClient jdbc = JdbcClient.create(database);
        // Ended, not deleted: the fence goes on from where it is.
        jdbc.sql("update sync_lease set held_until = 'epoch' where held_until > clock_timestamp()")
                .update();
        jdbc.sql("update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null where picked")
                .update();
    }
}
