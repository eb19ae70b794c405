package dev.devledger.adapters.postgres.transfer;

import dev.devledger.application.backup.BackupFailure;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Why COPY did not take a row: PostgreSQL says which one. */
final class RestoreFailure {
    private static final Pattern ROW = Pattern.compile("COPY event, line (\\d+)");

    /** What was sent is not what the table takes: wrong values, and values that are there already. */
    private static final Pattern OF_THE_DATA = Pattern.compile("2[23].*");

    private RestoreFailure() {}

    static BackupFailure of(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        if (!OF_THE_DATA.matcher(state).matches()) {
            return BackupFailure.failed(
                    "The database failed: %s. Nothing was imported.".formatted(failure.getMessage()), failure);
        }
        return BackupFailure.refused(
                "%sthe database refused it: %s. Nothing was imported.".formatted(line(failure), summary(failure)));
    }

    /** The first row of a file's events is its second line. */
    private static String line(SQLException failure) {
        ServerErrorMessage said = said(failure);
        Matcher row = ROW.matcher(said == null ? "" : String.valueOf(said.getWhere()));
        return row.find() ? "Line %d: ".formatted(Long.parseLong(row.group(1)) + 1) : "A line was changed: ";
    }

    private static String summary(SQLException failure) {
        ServerErrorMessage said = said(failure);
        return String.valueOf(said == null ? failure.getMessage() : said.getMessage());
    }

    private static @Nullable ServerErrorMessage said(SQLException failure) {
        return failure instanceof PSQLException ours ? ours.getServerErrorMessage() : null;
    }
}
