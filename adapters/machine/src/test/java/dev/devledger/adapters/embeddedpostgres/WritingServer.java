package dev.devledger.adapters.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A process of its own that starts the database, writes without end, says what was answered, and waits to be killed. */
final class WritingServer {

    static final String ANSWER = "answered ";

    private WritingServer() {}

    static Process start(Path dataDir) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingServer.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.start(Ledger.settings(Path.of(arguments[0])));
        Ledger.create(database);
        try (Connection connection = Ledger.connect(database);
                Statement sql = connection.createStatement()) {
            for (int number = 0; ; number++) {
                sql.execute("insert into entry values (" + number + ")");
                System.out.println(ANSWER + number);
            }
        }
    }
}
