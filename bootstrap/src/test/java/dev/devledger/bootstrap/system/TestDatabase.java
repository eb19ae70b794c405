package dev.devledger.bootstrap.system;

import java.nio.file.Path;
import java.util.List;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Which PostgreSQL the whole-system tests run on. */
final class TestDatabase {
    private static final String CHOICE = System.getProperty("devledger.test.database", "embedded");

    private TestDatabase() {}

    static boolean embedded() {
        return CHOICE.equals("embedded");
    }

    /** Unpacked once for all data folders of the build. */
    static Path binaries() {
        return Path.of("target", "postgres-binaries").toAbsolutePath();
    }

    static List<String> arguments() {
        if (embedded()) {
            return List.of();
        }
        if (CHOICE.equals("testcontainers")) {
            PostgreSQLContainer container = Container.STARTED;
            return arguments(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }
        return arguments(
                CHOICE,
                System.getProperty("devledger.test.database.username", "postgres"),
                System.getProperty("devledger.test.database.password", ""));
    }

    private static List<String> arguments(String url, String username, String password) {
        return List.of(
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + username,
                "--spring.datasource.password=" + password);
    }

    private static final class Container {
        static final PostgreSQLContainer STARTED = started();

        @SuppressWarnings("resource") // ends with the JVM
        private static PostgreSQLContainer started() {
            PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
            container.start();
            return container;
        }
    }
}
