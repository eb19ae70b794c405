package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.bootstrap.Devledger;
import dev.devledger.bootstrap.DevledgerApplication;
import dev.devledger.bootstrap.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application, started in this JVM on a free port with a data folder and a {@link TestDatabase} of its own. */
final class RunningDevledger implements AutoCloseable {
    private static final String SOURCES = "--spring.main.sources=";

    private final ConfigurableApplicationContext context;
    private final Path dataDir;

    private RunningDevledger(ConfigurableApplicationContext context, Path dataDir) {
        this.context = context;
        this.dataDir = dataDir;
    }

    static RunningDevledger start(Path dataDir, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--devledger.data-dir=" + dataDir,
                "--devledger.embedded.binaries=" + TestDatabase.binaries(),
                "--devledger.time-zone=Europe/Madrid",
                // Tests hold locks on its connections, also while a process starts on a busy machine.
                "--devledger.database.idle-in-transaction-timeout=10m",
                "--devledger.ticktick.budget=off",
                "--devledger.ticktick.settle=1s",
                // A slow answer is to stay an answer, also on a busy machine.
                "--devledger.ticktick.time-limit=20s",
                "--devledger.sandbox.rate-limit=off",
                "--devledger.sandbox.faults=true",
                // All tests come from one address, and many of them with wrong tokens.
                "--devledger.limits.wrong-tokens=off",
                // Some look at all pages there are, as fast as they can.
                "--devledger.limits.session-requests=off"));
        for (String property : properties) {
            // Given twice, the values would be joined.
            String name = "--" + property.substring(0, property.indexOf('=') + 1);
            arguments.removeIf(argument -> argument.startsWith(name));
            arguments.add("--" + property);
        }
        // Of each it can be asked what it says to the database: one that were not counted would have said nothing.
        List<String> sources = new ArrayList<>(List.of(CountedDatabase.class.getName()));
        arguments.stream()
                .filter(argument -> argument.startsWith(SOURCES))
                .map(argument -> argument.substring(SOURCES.length()))
                .forEach(sources::add);
        arguments.removeIf(argument -> argument.startsWith(SOURCES));
        arguments.add(SOURCES + String.join(",", sources));
        arguments.addAll(TestDatabase.arguments(dataDir, arguments));
        ConfigurableApplicationContext context =
                new SpringApplicationBuilder(DevledgerApplication.class).run(arguments.toArray(String[]::new));
        return new RunningDevledger(context, dataDir);
    }

    Api api() {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return new Api(URI.create("http://127.0.0.1:" + port), token());
    }

    private String token() {
        try {
            return Files.readString(dataDir.resolve("owner.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    Stores stores() {
        return bean(Stores.class);
    }

    Devledger inside() {
        return bean(Devledger.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** TickTick's, or what is in its place. */
    ConnectedAccount ticktick() {
        return stores().ticktick.account;
    }

    /** Nothing is pushed for so long, unless somebody asks for a cycle. One that is under way would say that all is well again. */
    void leaveAlone(Duration time) {
        ConnectorStates states = stores().memory.connectorStates;
        ConnectedAccount account = ticktick();
        ConnectorStates.ConnectorState alone = new ConnectorStates.ConnectorState(
                ConnectorCondition.UNREACHABLE,
                "left alone",
                Instant.now().plus(time).truncatedTo(ChronoUnit.MILLIS),
                1);
        Ledger.eventually(() -> {
            states.set(account, alone);
            assertThat(inside().sync("ticktick").status().state()).isEqualTo(alone.state());
            assertThat(states.get(account)).isEqualTo(alone);
        });
    }

    @Override
    public void close() {
        context.close();
    }
}
