package dev.devledger.bootstrap.system;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One started application for all tests of the module that do not break it. Each works on projects of its own. It ends
 * with the JVM, in Spring's own shutdown hook.
 */
final class SharedDevledger {
    private static RunningDevledger running;

    private SharedDevledger() {}

    static synchronized RunningDevledger get() {
        if (running == null) {
            running = start(
                    newFolder(),
                    "spring.main.sources=" + AsMany.class.getName(),
                    "devledger.ticktick.poll-interval=1h"); // no look at the lists but those that a test causes
        }
        return running;
    }

    /** Of its database, for nodes beside it. */
    static String databaseUrl() {
        try {
            return Files.readString(get().bean(DataDirectory.class).path().resolve("database.url"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more node on its database, which does not sync. It starts in half the time of one with a database of its own. */
    static RunningDevledger anotherNode(String... properties) {
        return anotherNode(newFolder(), properties);
    }

    /** With the same owner token. */
    static RunningDevledger anotherNodeOfTheOwner(String... properties) {
        Path folder = newFolder();
        Path token = get().bean(DataDirectory.class).path().resolve("owner.token");
        try {
            Files.copy(token, folder.resolve("owner.token"), StandardCopyOption.COPY_ATTRIBUTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return anotherNode(folder, properties);
    }

    private static RunningDevledger anotherNode(Path folder, String... properties) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(List.of("spring.datasource.url=" + databaseUrl(), "devledger.ticktick.mode=off"));
        return start(folder, all.toArray(String[]::new));
    }

    /** As if a day had passed: what other test classes have deleted counts for no guard any more. */
    static RunningDevledger onANewDay() {
        return onANewDay(get());
    }

    static RunningDevledger onANewDay(RunningDevledger devledger) {
        JdbcClient.create(devledger.bean(DataSource.class))
                .sql("delete from sync_delete; update sync_entry_links set deleted_at = null")
                .update();
        return devledger;
    }

    /** What was forgotten {@link #onANewDay on a new day} is there again, for who compares rows with what the events say. */
    static RunningDevledger builtAnew() {
        Api api = get().api();
        api.post(202, "/api/projections/all/replay", null);
        Wait.until("the replay ends", () -> api.get("/api/projections/all")
                .json()
                .at("/replay/state")
                .asString()
                .equals("done"));
        return get();
    }

    /** On a thread of its own: Axon looks for JUnit on the stack, and leaves things out where it finds it. */
    static RunningDevledger start(Path dataDir, String... properties) {
        FutureTask<RunningDevledger> start = new FutureTask<>(() -> RunningDevledger.start(dataDir, properties));
        new Thread(start, "start").start();
        try {
            return start.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A data folder that nobody has used yet; it goes with {@code mvn clean}. */
    static Path newFolder() {
        try {
            Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
            return Files.createTempDirectory(target, "devledger-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
