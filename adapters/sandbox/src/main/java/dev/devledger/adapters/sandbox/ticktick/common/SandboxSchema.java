package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import javax.sql.DataSource;

/** The tables of the sandbox, for whoever puts rows into them before a server has made them. */
public final class SandboxSchema {
    private SandboxSchema() {}

    public static void migrate(DataSource database) {
        SandboxDatabase.migrated(database, "sandbox");
    }
}
