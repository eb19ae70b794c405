package dev.devledger.bootstrap.command;

import dev.devledger.adapters.commandline.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Complaint;
import dev.devledger.bootstrap.database.DatabaseStart;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/**
 * The tables must be those of this version. Only where nobody else can be at work they are brought to it, as a start of
 * the server does: a server of another version would find other tables under its feet.
 */
final class CommandSchema {
    private CommandSchema() {}

    /** {@code alone} is where no server can be using the database. */
    static void require(DataSource database, boolean alone, Needs needs) {
        Flyway flyway = Flyway.configure().dataSource(database).load();
        MigrationInfoService info = flyway.info();
        MigrationInfo current = info.current();
        if (current != null && Arrays.stream(info.applied()).anyMatch(DatabaseStart::isNewer)) {
            throw Complaint.couldNotRun(
                    "The ledger's tables have version %s, which is newer than this devledger.jar. Use"
                                    .formatted(current.getVersion())
                            + " the devledger.jar that the server runs with.");
        }
        if (Arrays.stream(info.applied()).anyMatch(DatabaseStart::isOlder)) {
            throw Complaint.couldNotRun(DatabaseStart.OLDER + " Use the devledger.jar that made them.");
        }
        if (info.pending().length == 0) {
            return;
        }
        boolean empty = current == null && needs == Needs.A_LEDGER_OR_ROOM_FOR_ONE;
        if (alone || empty) {
            flyway.migrate();
        } else if (current == null) {
            throw Complaint.couldNotRun("There is no ledger in that database.");
        } else {
            throw Complaint.couldNotRun(
                    "The ledger's tables have version %s, which is older than this devledger.jar. Use"
                                    .formatted(current.getVersion())
                            + " the devledger.jar that the server runs with, or start the server with this one first.");
        }
    }
}
