package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.connection.NewConnections.Limits;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.security.LimitFilter.LimitSettings;
import dev.devledger.application.access.Limit;
import dev.devledger.application.access.Limit.CallerLimits;
import dev.devledger.application.access.Limit.SessionLimits;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.bootstrap.sops.SopsProgram.SopsSettings;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.unit.DataSize;

/** What can be set. The data folder's default is that of {@link DefaultDataDir}, which knows the home folder. */
@ConfigurationProperties("devledger")
public record DevledgerProperties(
        Path dataDir,
        @Nullable ZoneId timeZone,
        @Nullable String encryptionKey,
        @Nullable Path ownerTokenFile,
        @DefaultValue("false") boolean behindProxy,
        @DefaultValue Database database,
        @DefaultValue TickTickProperties ticktick,
        @DefaultValue ClickUpProperties clickup,
        @DefaultValue TrackingTimeProperties trackingtime,
        @DefaultValue Mcp mcp,
        @DefaultValue Callers limits,
        @DefaultValue DevledgerProperties.AuthProperties auth,
        @DefaultValue Ledger ledger,
        @DefaultValue Time time,
        @Name("import") @DefaultValue Import imports,
        @DefaultValue SopsSettings sops,
        @DefaultValue Embedded embedded,
        @DefaultValue Sandbox sandbox) {

    /** Without the key. */
    @Override
    public String toString() {
        return "Devledger[" + dataDir + ", " + ticktick + ", " + clickup + "]";
    }

    public ZoneId zone() {
        return timeZone == null ? ZoneId.systemDefault() : timeZone;
    }

    /** How long PostgreSQL lets Devledger wait or work; what the options of the URL say wins. */
    public record Database(
            @DefaultValue("2s") Duration lockTimeout,
            @DefaultValue("20s") Duration statementTimeout,
            @DefaultValue("20s") Duration idleInTransactionTimeout) {

        public Limits limits() {
            return new Limits(lockTimeout, statementTimeout, idleInTransactionTimeout);
        }
    }

    /** What agents are offered, and from where browsers may come to it. */
    public record Mcp(
            @DefaultValue("default") List<Toolset> toolsets,
            @DefaultValue("false") boolean readOnly,

            @DefaultValue({"localhost:*", "127.0.0.1:*", "[::1]:*"})
            List<String> allowedHosts,

            @DefaultValue({
                "http://localhost:*",
                "http://127.0.0.1:*",
                "http://[::1]:*",
                "https://localhost:*",
                "https://127.0.0.1:*",
                "https://[::1]:*"
            })
            List<String> allowedOrigins) {}

    /**
     * How much may be asked, each a number or {@code off}: requests of each token but the owner's, unless that is said, and
     * wrong tokens of each address; how old the login of a browser may be to make or revoke a token; and what each of its
     * sessions may ask in a second, and have open.
     */
    public record Callers(
            @DefaultValue("1200") String requests,
            @DefaultValue("32") String atOnce,
            @DefaultValue("false") boolean owner,
            @DefaultValue("20") String wrongTokens,
            @DefaultValue("15m") Duration login,
            @DefaultValue("50") String sessionRequests,
            @DefaultValue("20") String sessionStreams) {

        public CallerLimits perCaller() {
            return new CallerLimits(Limit.of(requests), Limit.of(atOnce));
        }

        public LimitSettings settings() {
            return new LimitSettings(
                    owner,
                    Limit.of(wrongTokens),
                    login,
                    new SessionLimits(Limit.of(sessionRequests), Limit.of(sessionStreams)));
        }
    }

    /** Where the heads of sealed batches go, and how long a transaction that several writes share may take. */
    public record Ledger(
            @Nullable Path headFile,
            @Nullable URI headUrl,
            @DefaultValue("10s") Duration patience) {}

    /** What comes of time that a person has twice. */
    public record Time(@DefaultValue("warn") OverlapPolicy overlap) {}

    /** What may come in one file. */
    public record Import(@DefaultValue("1GB") DataSize maxSize) {}

    /** {@code binaries} is where several data folders share PostgreSQL's programs, such as those of tests. */
    public record Embedded(@Nullable Path binaries) {}

    /** How the sandbox misbehaves. It reads {@code faults} itself, as a condition of its beans. */
    public record Sandbox(
            @DefaultValue("ticktick") String rateLimit,
            @DefaultValue("false") boolean faults) {

        /** An unquoted {@code off} in YAML arrives as {@code false}. */
        public boolean limitsRate() {
            return !Set.of("off", "false").contains(rateLimit);
        }
    }

    /**
     * How people and agents sign in besides with tokens of ours (docs/contract.md, section 8).
     *
     * @param audience for whom an issuer's tokens have to be, such as {@code https://ledger.example/mcp}
     * @param scopePrefix what an issuer's scopes that mean us begin with
     * @param embedded whether this server is the issuer
     */
    public record AuthProperties(
            @DefaultValue List<String> audience,
            @DefaultValue("") String scopePrefix,
            @DefaultValue("false") boolean embedded) {
        public AuthProperties {
            audience = List.copyOf(audience);
        }
    }

    /**
     * The data folder where none is set: {@code .devledger} in {@code $HOME}, which people and service managers set, and only
     * without it in the home folder that the JVM reads from the list of accounts.
     */
    static final class DefaultDataDir implements EnvironmentPostProcessor {
        private static final String PROPERTY = "devledger.data-dir";

        @Override
        public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
            Object home = environment.getSystemEnvironment().getOrDefault("HOME", "");
            String folder = home.toString().isBlank() ? environment.getProperty("user.home", "") : home.toString();
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "default data folder", Map.of(PROPERTY, inside(folder, environment))));
        }

        private static String inside(String home, ConfigurableEnvironment environment) {
            try {
                return Path.of(home, ".devledger").toString();
            } catch (InvalidPathException e) {
                if (environment.containsProperty(PROPERTY)) {
                    return home;
                }
                throw new InvalidSetting(
                        List.of("The home folder has letters that Java cannot read with the locale of this shell."),
                        "Set LC_ALL=C.UTF-8, or choose another folder with --devledger.data-dir=…");
            }
        }
    }
}
