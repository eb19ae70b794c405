package dev.devledger.adapters.connection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Checks that PostgreSQL's settings keep the ledger correct and answered writes safe. {@link PoolConnectionSource} sets the
 * settings that a session can.
 */
public final class Fitness {
    private static final Logger LOG = LoggerFactory.getLogger(Fitness.class);

    private static final int OLDEST = 15;

    private static final String SETTINGS = """
            select name, setting, reset_val from pg_settings where name in ('server_version_num', 'server_encoding',
              'fsync', 'full_page_writes', 'synchronous_commit', 'session_replication_role', 'default_transaction_read_only')
            union all
            select 'in_recovery', cast(pg_is_in_recovery() as text), null
            """;

    private record Setting(String now, @Nullable String atLogin) {}

    private Fitness() {}

    /**
     * Returns warnings for the operator, in sentences.
     *
     * @throws UnfitDatabase if the ledger would be wrong or could not be written
     */
    public static List<String> warnings(DataSource database) {
        Map<String, Setting> settings = new HashMap<>();
        JdbcClient.create(database).sql(SETTINGS).query(row -> {
            settings.put(row.getString("name"), new Setting(row.getString("setting"), row.getString("reset_val")));
        });
        requireFit(settings);
        if (isOff(settings.get("synchronous_commit"))) {
            LOG.info("synchronous_commit is off for this login; Devledger's own sessions have it on");
        }
        return risks(settings);
    }

    private static void requireFit(Map<String, Setting> settings) {
        int version = Integer.parseInt(now(settings, "server_version_num")) / 10_000;
        refuse(
                version < OLDEST,
                "The database is a PostgreSQL %d, and Devledger needs %d or newer.".formatted(version, OLDEST),
                "Upgrade it, or set spring.datasource.url to another one.");
        refuse(
                !now(settings, "server_encoding").equals("UTF8"),
                "The database has the encoding %s, which cannot store every text."
                        .formatted(now(settings, "server_encoding")),
                "Create one with: create database devledger template template0 encoding 'UTF8'. Then set"
                        + " spring.datasource.url to it.");
        refuse(
                now(settings, "in_recovery").equals("true"),
                "The database is a standby, which accepts no writes.",
                "Set spring.datasource.url to the primary; with several hosts in it, add targetServerType=primary.");
        refuse(
                now(settings, "default_transaction_read_only").equals("on"),
                "default_transaction_read_only is on for the server, the database or the role, so nothing can be"
                        + " written.",
                "Turn it off, for example with: alter role … reset default_transaction_read_only.");
        refuse(
                !now(settings, "session_replication_role").equals("origin"),
                "session_replication_role is %s, so PostgreSQL does not check references between rows."
                        .formatted(now(settings, "session_replication_role")),
                "Turn it off, for example with: alter role … reset session_replication_role.");
    }

    private static void refuse(boolean unfit, String what, String action) {
        if (unfit) {
            throw new UnfitDatabase(what, action, null);
        }
    }

    private static List<String> risks(Map<String, Setting> settings) {
        List<String> risks = new ArrayList<>();
        for (String name : List.of("fsync", "full_page_writes")) {
            if (now(settings, name).equals("off")) {
                risks.add(name + " is off in PostgreSQL: a power cut can lose stored events, or the whole database."
                        + " Set " + name + " = on in postgresql.conf and reload it");
            }
        }
        return risks;
    }

    private static boolean isOff(@Nullable Setting setting) {
        return setting != null && "off".equals(setting.atLogin());
    }

    private static String now(Map<String, Setting> settings, String name) {
        Setting setting = settings.get(name);
        return setting == null ? "" : setting.now();
    }

    /** The configured database cannot hold the ledger, or not yet. */
    public static final class UnfitDatabase extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String action;

        public UnfitDatabase(String what, String action, @Nullable Throwable cause) {
            super(what, cause);
            this.action = action;
        }

        /** Returns the advice for the operator. */
        public String action() {
            return action;
        }
    }
}
