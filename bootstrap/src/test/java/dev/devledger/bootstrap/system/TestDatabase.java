package dev.devledger.bootstrap.system;

import dev.devledger.adapters.embeddedpostgres.DatabaseUrlFile;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * Where an application under test has its ledger. It is the embedded database, where {@link MadeCluster} has put one into its
 * data folder: that is for tests about the embedded database, durability or a kill. All others get databases of one
 * server, which this JVM starts once, and which does not wait for the disk. {@code devledger.test.database} names another server:
 * {@code testcontainers}, or the JDBC URL of one whose user may create databases. With {@code embedded} all are embedded.
 */
final class TestDatabase {
    private static final String CHOICE = System.getProperty("devledger.test.database", "shared");
    private static final String URL = "--spring.datasource.url=";

    /** A data folder that is started again has the ledger that it had. */
    private static final Map<Path, String> OF_FOLDERS = new ConcurrentHashMap<>();

    private TestDatabase() {}

    /** Unpacked once for all data folders of the build. */
    static Path binaries() {
        return Path.of("target", "postgres-binaries").toAbsolutePath();
    }

    /** What a start with these arguments has to be told besides, before it. */
    static List<String> arguments(Path dataDir, List<String> given) {
        if (CHOICE.equals("embedded")) {
            MadeCluster.putInto(dataDir, given);
        }
        boolean decided = EmbeddedDatabase.isIn(dataDir) || given.stream().anyMatch(each -> each.startsWith(URL));
        return decided ? List.of() : List.of(URL + OF_FOLDERS.computeIfAbsent(dataDir, folder -> newLedger()));
    }

    /** The URL of a database with the ledger's tables, and with a login, which a busy machine may make wait. */
    private static String newLedger() {
        return Server.STARTED.newDatabase(Server.TEMPLATE) + "&loginTimeout=60";
    }

    /** @param url of a database of it in which nothing is, for one whose user may create others */
    private record Server(String url, String user, String password) {
        static final Server STARTED =
                switch (CHOICE) {
                    case "shared" -> own();
                    case "testcontainers" -> contained();
                    default ->
                        new Server(
                                CHOICE,
                                System.getProperty("devledger.test.database.username", "postgres"),
                                System.getProperty("devledger.test.database.password", ""));
                };
        static final String TEMPLATE = STARTED.newTemplate();

        /** More connections than a user needs: all the applications of this JVM have some. */
        private static final String SETTINGS = "max_connections = 500\n";

        private static Server own() {
            Path folder = SharedDevledger.newFolder();
            MadeCluster.putInto(folder);
            Path cluster = folder.resolve("postgres");
            try {
                Files.writeString(cluster.resolve("data").resolve("local.conf"), SETTINGS);
                EmbeddedDatabase started =
                        MadeCluster.started(folder).closedBy(SpringApplication.getShutdownHandlers()::add);
                endWithThisJvm(JarProcess.postgres(folder).orElseThrow());
                Server server = new Server(
                        started.jdbcUrl().replaceFirst("/devledger$", "/postgres"),
                        started.username(),
                        started.password());
                Server administrators = new Server(
                        server.url(),
                        "postgres",
                        Files.readString(cluster.resolve("administrator.password"))
                                .strip());
                administrators.run(
                        "alter system set fsync = off",
                        "alter system set full_page_writes = off",
                        "alter system set synchronous_commit = off",
                        "select pg_reload_conf()",
                        "alter role " + started.username() + " createdb");
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Also where this JVM is killed: its end of the pipe closes then. What is in the server is nobody's any more. */
        private static void endWithThisJvm(ProcessHandle postmaster) throws IOException {
            new ProcessBuilder("sh", "-c", "read -r end; kill -QUIT " + postmaster.pid())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        @SuppressWarnings("resource") // ends with the JVM
        private static Server contained() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
            container.start();
            return new Server(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }

        /** The tables are made once. */
        private String newTemplate() {
            if (CHOICE.equals("shared")) {
                return "devledger";
            }
            String name = newName();
            run("create database " + name + " encoding 'UTF8' template template0");
            Flyway.configure().dataSource(withLogin(name), null, null).load().migrate();
            return name;
        }

        String newDatabase(String template) {
            String name = newName();
            run("create database " + name + " template " + template);
            return withLogin(name);
        }

        private static String newName() {
            return "devledger_" + UUID.randomUUID().toString().replace("-", "");
        }

        private String withLogin(String database) {
            return DatabaseUrlFile.withLogin(url.replaceFirst("/[^/?]*(?=[?]|$)", "/" + database), user, password);
        }

        private void run(String... statements) {
            try (Connection connection = DriverManager.getConnection(url, user, password);
                    Statement sql = connection.createStatement()) {
                for (String each : statements) {
                    sql.execute(each);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
