package dev.devledger.bootstrap.system;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/**
 * PostgreSQL's files with the ledger's tables, as a first start makes them, copied: to make them is to wait until a thousand
 * files are on the disk, which takes longer than all the rest of a start.
 */
final class MadeCluster {
    private static final String FOLDER = "postgres";
    private static final Path MADE = SharedDevledger.newFolder();

    static {
        try (EmbeddedDatabase made = start(MADE)) {
            Flyway.configure()
                    .dataSource(made.jdbcUrl(), made.username(), made.password())
                    .load()
                    .migrate();
        }
    }

    private MadeCluster() {}

    /** A database without the application. */
    static EmbeddedDatabase started(Path dataDir) {
        putInto(dataDir);
        return start(dataDir);
    }

    /** The same before anything has made a table in it. */
    static EmbeddedDatabase startedWithoutTables(Path dataDir) {
        return start(dataDir);
    }

    private static EmbeddedDatabase start(Path dataDir) {
        return EmbeddedDatabase.start(new EmbeddedDatabase.Settings(dataDir).withBinaries(TestDatabase.binaries()));
    }

    /** Before a start with these arguments, which may say that the database is elsewhere. */
    static void putInto(Path dataDir, List<String> arguments) {
        if (arguments.stream().noneMatch(each -> each.startsWith("--spring.datasource.url="))) {
            putInto(dataDir);
        }
    }

    /** Before a command makes one there. */
    static void putInto(Path dataDir) {
        Path to = dataDir.resolve(FOLDER);
        if (Files.exists(to)) {
            return;
        }
        Path from = MADE.resolve(FOLDER);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each)), COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
