package dev.devledger.bootstrap.sops;

import dev.devledger.adapters.sops.SopsFile;
import dev.devledger.adapters.sops.SopsFile.ReadResult.NeedsSopsProgram;
import dev.devledger.adapters.sops.SopsFile.ReadResult.Opened;
import dev.devledger.adapters.sops.SopsFile.SopsNode;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsFile.SopsNode.NullValue;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Sequence;
import dev.devledger.adapters.sops.SopsFile.SopsNode.Value;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import dev.devledger.bootstrap.sops.SopsProgram.SopsLoader.SopsResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.config.ConfigDataResource;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Runs {@code sops} for files that Devledger does not decrypt itself. The decrypted text is kept in memory only. */
public final class SopsProgram {
    private static final Executor THREADS = Thread::startVirtualThread;
    private static final int LONGEST_ERROR = 500;

    private SopsProgram() {}

    /**
     * Returns the file's content as JSON.
     *
     * @param reason why the program is needed
     */
    static String decrypt(SopsResource resource, String reason) {
        Process process = start(resource, reason);
        try {
            process.getOutputStream().close(); // so a prompt of the program gets the end of input, and does not wait
            CompletableFuture<String> answer = read(process.getInputStream());
            CompletableFuture<String> error = read(process.getErrorStream());
            long nanos = resource.settings().timeLimit().toNanos();
            long begun = System.nanoTime();
            if (!process.waitFor(nanos, TimeUnit.NANOSECONDS)) {
                throw tooSlow(resource);
            }
            // A child of the program may still run, and keep its output open.
            long left = Math.max(nanos - (System.nanoTime() - begun), TimeUnit.SECONDS.toNanos(1));
            if (process.exitValue() != 0) {
                throw refused(resource, process.exitValue(), error.get(left, TimeUnit.NANOSECONDS));
            }
            return answer.get(left, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooSlow(resource);
        } catch (IOException | ExecutionException e) {
            throw new UnreadableSopsFile(
                    "The " + resource + " could not be decrypted: " + e, "Try it with " + command(resource));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableSopsFile(
                    "The " + resource + " was not decrypted: the start was interrupted.", "Start again.");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(SopsResource resource, String reason) {
        try {
            ProcessBuilder program = new ProcessBuilder(
                    resource.settings().program(),
                    "-d",
                    "--output-type",
                    "json",
                    resource.file().toString());
            Path ageKeyFile = resource.settings().ageKeyFile();
            if (ageKeyFile != null) {
                program.environment().put("SOPS_AGE_KEY_FILE", ageKeyFile.toString());
            }
            return program.start();
        } catch (IOException e) {
            throw new UnreadableSopsFile(
                    "The " + resource + " cannot be decrypted: it takes SOPS, as " + reason + ", and the program "
                            + resource.settings().program() + " cannot be started.",
                    "Install SOPS (https://getsops.io), or set devledger.sops.program to where it is, or leave out the"
                            + " import of the file.");
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                THREADS);
    }

    private static UnreadableSopsFile tooSlow(SopsResource resource) {
        return new UnreadableSopsFile(
                "The " + resource + " was not decrypted within "
                        + resource.settings().timeLimit().toMillis() + " ms.",
                "It may wait for a passphrase, which it cannot ask for here; unlock the key first. Try it with "
                        + command(resource) + ". The limit is devledger.sops.time-limit.");
    }

    /** Returns the failure with the error output of SOPS, which names the keys that it tried, but no decrypted text. */
    private static UnreadableSopsFile refused(SopsResource resource, int exit, String error) {
        String line = error.replaceAll("\\s+", " ").strip();
        return new UnreadableSopsFile(
                "The " + resource + " cannot be decrypted (exit code " + exit + "): "
                        + (line.length() <= LONGEST_ERROR ? line : line.substring(0, LONGEST_ERROR) + "…"),
                "Check that the key of the file is here, such as with SOPS_AGE_KEY_FILE. Try it with "
                        + command(resource));
    }

    private static String command(SopsResource resource) {
        return resource.settings().program() + " -d " + resource.file();
    }

    /** Thrown if an existing SOPS file cannot be read. Neither the message nor the action contains decrypted text. */
    static final class UnreadableSopsFile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String action;

        UnreadableSopsFile(String message, String action) {
            super(message);
            this.action = action;
        }

        String action() {
            return action;
        }
    }

    /** Reports the error without a stack trace. */
    static final class SopsFailureAnalyzer extends AbstractFailureAnalyzer<UnreadableSopsFile> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, UnreadableSopsFile cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
        }
    }

    /**
     * {@code devledger.sops}: the file with age identities, the program for files that Devledger cannot decrypt itself,
     * and the program's time limit.
     */
    public record SopsSettings(
            @Nullable Path ageKeyFile,
            @DefaultValue("sops") String program,
            @DefaultValue("30s") Duration timeLimit) {}

    /**
     * Decrypts the file, and maps its keys to Devledger's settings. If the file is missing, {@code optional:} decides. If
     * it exists but cannot be read, the start fails: otherwise Devledger would start with the sandbox, and show no reason.
     */
    static final class SopsLoader implements ConfigDataLoader<SopsLoader.SopsResource> {
        @Override
        public ConfigData load(ConfigDataLoaderContext context, SopsResource resource) {
            if (Files.notExists(resource.file())) {
                throw new ConfigDataResourceNotFoundException(resource);
            }
            List<PropertySource<?>> settings = SopsKeys.settings(resource.toString(), opened(resource));
            if (settings.isEmpty()) {
                throw new UnreadableSopsFile(
                        "The " + resource
                                + " has none of the keys client_id, client_secret and oauth_redirect_url at its top, and no"
                                + " setting that begins with devledger. or spring.",
                        "Put the client id and secret of your TickTick app there, or leave out the import of the file.");
            }
            return new ConfigData(settings);
        }

        private static Opened opened(SopsResource resource) {
            try {
                return switch (SopsFile.read(
                        resource.file(), resource.settings().ageKeyFile(), System::getenv)) {
                    case Opened opened -> opened;
                    case NeedsSopsProgram left -> byTheProgram(resource, left.reason());
                };
            } catch (UnreadableSops e) {
                throw new UnreadableSopsFile("The " + resource + " " + e.getMessage(), e.action());
            }
        }

        /**
         * Decrypts with the {@code sops} program. If its output is not readable, the parser's message is dropped, as it is
         * about that output.
         */
        private static Opened byTheProgram(SopsResource resource, String reason) {
            String json = SopsProgram.decrypt(resource, reason);
            try {
                return SopsFile.decrypted(resource.file(), json);
            } catch (UnreadableSops words) {
                throw new UnreadableSopsFile(
                        resource.settings().program() + " did not answer JSON for the " + resource + ".",
                        "Check that devledger.sops.program is SOPS, version 3 or newer.");
            }
        }

        /** An encrypted file, with the settings for its decryption. */
        static final class SopsResource extends ConfigDataResource {
            private final Path file;
            private final SopsSettings settings;

            SopsResource(Path file, SopsSettings settings) {
                this.file = file;
                this.settings = settings;
            }

            Path file() {
                return file;
            }

            SopsSettings settings() {
                return settings;
            }

            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof SopsResource resource && file.equals(resource.file);
            }

            @Override
            public int hashCode() {
                return file.hashCode();
            }

            @Override
            public String toString() {
                return "SOPS file " + file;
            }
        }

        /** Resolves {@code sops:<file>}; a relative path begins in the folder in which Devledger was started. */
        static final class SopsLocationResolver implements ConfigDataLocationResolver<SopsResource> {
            private static final String PREFIX = "sops:";

            @Override
            public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
                return location.hasPrefix(PREFIX);
            }

            @Override
            public List<SopsResource> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
                SopsSettings settings = context.getBinder().bindOrCreate("devledger.sops", SopsSettings.class);
                return List.of(new SopsResource(
                        Path.of(location.getNonPrefixedValue(PREFIX))
                                .toAbsolutePath()
                                .normalize(),
                        settings));
            }
        }
    }

    /** Maps the keys of a decrypted file to settings. */
    static final class SopsKeys {
        /** The short keys of docs/contract.md, section 2. */
        private static final Map<String, String> SHORT = Map.of(
                "client_id", "devledger.ticktick.client-id",
                "client_secret", "devledger.ticktick.client-secret",
                "oauth_redirect_url", "devledger.ticktick.redirect-url");

        private static final List<String> OURS = List.of("devledger.", "spring.");

        /** The prefixes of keys that are environment variables, such as DEVLEDGER_… */
        private static final List<String> OURS_IN_CAPITALS = List.of("DEVLEDGER_", "SPRING_");

        /** The suffix of a source's name by which Spring knows that the source has names in capitals. */
        private static final String ENVIRONMENT = "-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

        private final Map<String, Object> settings = new LinkedHashMap<>();
        private final Map<String, Object> variables = new LinkedHashMap<>();

        private SopsKeys() {}

        /** Returns the property sources of a file, without empty ones. */
        static List<PropertySource<?>> settings(String name, Opened file) {
            SopsKeys keys = new SopsKeys();
            for (Entry each : file.values().entries()) {
                switch (file.layout()) {
                    case TREE -> keys.take(each.key(), each.node());
                    case SECTIONS -> keys.section(each);
                    case ENVIRONMENT -> keys.variable(each);
                }
            }
            return Stream.of(
                            new MapPropertySource(name, keys.settings),
                            new SystemEnvironmentPropertySource(name + ENVIRONMENT, keys.variables))
                    .filter(source -> source.getPropertyNames().length > 0)
                    .<PropertySource<?>>map(source -> source)
                    .toList();
        }

        private void section(Entry section) {
            if (section.node() instanceof Branch keys) {
                keys.entries().forEach(entry -> take(entry.key(), entry.node()));
            }
            take(section.key(), section.node());
        }

        private void variable(Entry variable) {
            if (OURS_IN_CAPITALS.stream().anyMatch(variable.key()::startsWith)
                    && variable.node() instanceof Value value) {
                variables.put(variable.key(), value.text());
            } else {
                take(variable.key().toLowerCase(Locale.ROOT), variable.node());
            }
        }

        private void take(String key, SopsNode node) {
            String setting = SHORT.get(key);
            if (setting == null) {
                below(key, node);
            } else if (node instanceof Value value && !value.text().isBlank()) {
                settings.put(setting, value.text());
            }
        }

        private void below(String name, SopsNode node) {
            switch (node) {
                case Branch branch -> branch.entries().forEach(each -> below(name + "." + each.key(), each.node()));
                case Sequence sequence -> {
                    for (int i = 0; i < sequence.nodes().size(); i++) {
                        below(name + "[" + i + "]", sequence.nodes().get(i));
                    }
                }
                case Value value -> {
                    if (OURS.stream().anyMatch(name::startsWith)) {
                        settings.put(name, value.text());
                    }
                }
                case NullValue none -> {}
            }
        }
    }
}
