package dev.devledger.bootstrap.database;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The data folder is in use, cannot be written, or holds another version: says it without a stack trace. */
class EmbeddedDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedDatabaseException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedDatabaseException cause) {
        @Nullable
        String action =
                switch (cause.reason()) {
                    case DATA_FOLDER_IN_USE ->
                        "Stop the other server, or choose another folder with --devledger.data-dir=…";
                    case DATA_FOLDER_UNUSABLE ->
                        "Start Devledger as a user who may write there, or choose another folder with --devledger.data-dir=…";
                    case DATA_FOLDER_NAME ->
                        "Choose a folder without $, \", ` and line breaks in its path: --devledger.data-dir=…";
                    case DATA_FOLDER_OPEN ->
                        "Close it with: chmod 700 FOLDER. If somebody may have been in it, delete owner.token there (the"
                                + " next start makes a new one), and run: java -jar devledger.jar key rotate";
                    case USER_WITHOUT_NAME ->
                        "Start Devledger as a user with a name: in a container one that is in its /etc/passwd, such as"
                                + " --user nobody. Or set spring.datasource.url to a database of your own.";
                    case STOPPED -> null;
                    default -> "Put that right and start again, or choose another folder with --devledger.data-dir=…";
                };
        return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
    }
}
