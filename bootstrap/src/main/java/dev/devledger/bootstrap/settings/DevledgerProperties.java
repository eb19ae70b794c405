package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.connection.PoolConnectionSource.Limits;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.security.LimitFilter.LimitSettings;
import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.Limit.SessionLimits;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.bootstrap.settings.ServiceProperties.ClickUpProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.TickTickProperties;
import dev.devledger.bootstrap.settings.ServiceProperties.TrackingTimeProperties;
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

/**
 * The settings of Devledger. {@link DefaultDataDir} sets the default data folder, which depends on the user's home
 * folder.
 */
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

    /** Omits the encryption key. */
    @Override
    public String toString() {
        return "Devledger[" + dataDir + ", " + ticktick + ", " + clickup + "]";
    }

    public ZoneId zone() {
        return timeZone == null ? ZoneId.systemDefault() : timeZone;
    }

    /** The time limits of waits and statements in PostgreSQL; options in the URL take precedence. */
    public record Database(
            @DefaultValue("2s") Duration lockTimeout,
            @DefaultValue("20s") Duration statementTimeout,
            @DefaultValue("20s") Duration idleInTransactionTimeout) {

        public Limits limits() {
            return new Limits(lockTimeout, statementTimeout, idleInTransactionTimeout);
        }
    }

    /** The tools that agents get; and the hosts and origins through which browsers may call them. */
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
     * The limits of callers, each a number or {@code off}: requests of each token (for the owner token only if that is
     * set), wrong tokens from each address, the age of a browser's login with which tokens can be made or revoked, and
     * requests in a second and open streams of each browser session.
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

    /** The targets for heads of sealed batches, and the longest transaction that several writes may share. */
    public record Ledger(
            @Nullable Path headFile,
            @Nullable URI headUrl,
            @DefaultValue("10s") Duration patience) {}

    /** What happens if two times of one person overlap. */
    public record Time(@DefaultValue("warn") OverlapPolicy overlap) {}

    /** The largest file that can be imported. */
    public record Import(@DefaultValue("1GB") DataSize maxSize) {}

    /**
     * The embedded database; {@code binaries} is a folder for PostgreSQL's programs that several data folders can
     * share, such as in tests.
     */
    public record Embedded(@Nullable Path binaries) {}

    /** The faults of the sandbox. The condition for their beans reads {@code faults} directly. */
    public record Sandbox(
            @DefaultValue("ticktick") String rateLimit,
            @DefaultValue("false") boolean faults) {

        /**
         * True if the sandbox limits calls; {@code false} means off, too, as an unquoted {@code off} in YAML is read
         * so.
         */
        public boolean limitsRate() {
            return !Set.of("off", "false").contains(rateLimit);
        }
    }

    /**
     * The sign-in of people and agents, in addition to Devledger's own tokens (docs/contract.md, section 8).
     *
     * @param audience the audiences of an issuer's tokens that are accepted, such as {@code https://ledger.example/mcp}
     * @param scopePrefix the prefix of an issuer's scopes for Devledger
     * @param embedded true if this server is the issuer
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
     * Sets the default data folder: {@code .devledger} in {@code $HOME}, which users and service managers can set. If
     * that is missing, it is in the home folder that the JVM reads from the list of accounts.
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
