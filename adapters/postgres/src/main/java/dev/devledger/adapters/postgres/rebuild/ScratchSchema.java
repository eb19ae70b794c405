package dev.devledger.adapters.postgres.rebuild;

import dev.devledger.adapters.postgres.sql.SessionLock;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A schema of one run alone, named {@code verify_<8 hexadecimal digits>}. The session of a run holds a lock of that name: what
 * nobody holds was left by a run that was killed.
 *
 * @param name needs no quotes
 */
record ScratchSchema(JdbcClient jdbc, String name, SessionLock lock) implements AutoCloseable {

    /** What killed runs left is dropped. */
    static ScratchSchema create(DataSource dataSource) {
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql("select nspname from pg_namespace where nspname ~ '^verify_[0-9a-f]{8}$'")
                .query(String.class)
                .list()
                .forEach(left -> dropWhereNobodyHasIt(dataSource, jdbc, left));
        String name = "verify_%08x".formatted(ThreadLocalRandom.current().nextInt());
        SessionLock lock = SessionLock.tryTake(dataSource, name);
        boolean made = false;
        try {
            jdbc.sql("create schema " + name).update();
            made = true;
            return new ScratchSchema(jdbc, name, lock);
        } finally {
            if (!made) {
                lock.close();
            }
        }
    }

    private static void dropWhereNobodyHasIt(DataSource dataSource, JdbcClient jdbc, String schema) {
        try (SessionLock lock = SessionLock.tryTake(dataSource, schema)) {
            if (lock.held()) {
                drop(jdbc, schema);
            }
        }
    }

    private static void drop(JdbcClient jdbc, String schema) {
        jdbc.sql("drop schema if exists " + schema + " cascade").update();
    }

    @Override
    public void close() {
        try (lock) {
            drop(jdbc, name);
        }
    }
}
