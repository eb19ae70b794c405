package dev.devledger.bootstrap.database;

import dev.devledger.adapters.embeddedpostgres.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the commands of the jar where the database of the user's own is, as long as this server runs. */
public record OwnDatabaseUrl(DatabaseUrl file) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnDatabaseUrl.class);

    public static OwnDatabaseUrl write(DatabaseUrl file, String url) {
        try {
            file.write(url);
            return new OwnDatabaseUrl(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.remove();
        } catch (IOException e) {
            LOG.warn("The file database.url could not be removed: {}", e.getMessage());
        }
    }
}
