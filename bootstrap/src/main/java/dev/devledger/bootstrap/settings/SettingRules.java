package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.backup.HeadUrl;
import dev.devledger.adapters.mcp.guard.GuardConfiguration.Allowed;
import dev.devledger.adapters.oauth.RedirectUrl;
import dev.devledger.adapters.security.EncryptionKey;
import dev.devledger.adapters.services.kernel.CallBudget.BudgetWindows;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/** The rules for values that their types do not express, with texts that explain the rules. */
final class SettingRules {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_PORT = 65_535;

    private static final SettingRule ADDRESS =
            new SettingRule("an address that begins with https:// or http://", value -> isWeb((URI) value));
    private static final SettingRule WAIT =
            SettingRule.time(MILLISECOND, DAY, "a length of time from 1ms to 1d, such as 20s");
    private static final SettingRule SHORT_WAIT =
            SettingRule.time(MILLISECOND, HOUR, "a length of time from 1ms to 1h, such as 30s");
    private static final SettingRule LOGIN =
            SettingRule.time(Duration.ofSeconds(1), DAY, "a length of time from 1s to 1d, such as 15m");
    private static final SettingRule NOT_BLANK = new SettingRule(
            "a text that is not blank", value -> !value.toString().isBlank());

    private static final Pattern SCOPE = Pattern.compile("(folder|space):\\s*\\S.*|list:\\d+(\\s*,\\s*(list:)?\\d+)*");

    private static final Map<String, SettingRule> RULES = new HashMap<>(Map.ofEntries(
            Map.entry("devledger.sandbox.rate-limit", new SettingRule("ticktick or off", value -> Set.of(
                            "ticktick", "off", "false")
                    .contains(value))),
            Map.entry("devledger.database.lock-timeout", WAIT),
            Map.entry("devledger.database.statement-timeout", WAIT),
            Map.entry("devledger.database.idle-in-transaction-timeout", WAIT),
            Map.entry("devledger.ledger.patience", SHORT_WAIT),
            Map.entry("devledger.limits.requests", limit("1200")),
            Map.entry("devledger.limits.at-once", limit("32")),
            Map.entry("devledger.limits.wrong-tokens", limit("20")),
            Map.entry("devledger.limits.login", LOGIN),
            Map.entry("devledger.limits.session-requests", limit("50")),
            Map.entry("devledger.limits.session-streams", limit("20")),
            Map.entry("devledger.sops.time-limit", SHORT_WAIT),
            Map.entry(
                    "devledger.data-dir",
                    new SettingRule(
                            "a path such as /srv/devledger; write the home folder in full, as only a shell knows ~",
                            value -> !value.toString().startsWith("~"))),
            Map.entry(
                    "devledger.owner-token-file",
                    new SettingRule(
                            "a path such as /srv/devledger/owner.token; write the home folder in full, as only a shell"
                                    + " knows ~",
                            value -> !value.toString().isBlank()
                                    && !value.toString().startsWith("~"))),
            Map.entry("devledger.ticktick.list-name", NOT_BLANK),
            Map.entry(
                    "devledger.clickup.workspace",
                    new SettingRule("the id of a workspace, such as 9012345678", value -> value.toString()
                            .matches("\\d{0,20}"))),
            Map.entry(
                    "devledger.clickup.scope",
                    new SettingRule(
                            "folder:<name or id>, space:<name or id>, or list:<id>,list:<id>",
                            value -> SCOPE.matcher(value.toString()).matches())),
            Map.entry("devledger.trackingtime.absence", WAIT),
            Map.entry(
                    "devledger.trackingtime.window",
                    SettingRule.read(
                            "the days of the window of each poll, of the wide one, and how often that is, such as 35d,400d/7d",
                            value -> RemoteTimeEntries.Reach.of(value.toString()))),
            Map.entry(
                    "devledger.trackingtime.account-id",
                    new SettingRule("the id of an account, such as 438100", value -> value.toString()
                            .matches("\\d{0,18}"))),
            Map.entry("devledger.clickup.api-v3-url", ADDRESS),
            Map.entry("devledger.clickup.webhook-url", ADDRESS),
            Map.entry(
                    "devledger.ledger.head-url",
                    SettingRule.read(
                            "an address that begins with https://, or with http://localhost, 127.0.0.1 or [::1] for a"
                                    + " program on this machine",
                            value -> HeadUrl.requireSafe((URI) value))),
            Map.entry(
                    "devledger.import.max-size",
                    new SettingRule("a size of 1B or more, such as 1GB", value -> ((DataSize) value).toBytes() > 0)),
            Map.entry(
                    "devledger.encryption-key",
                    new SettingRule(
                            "32 bytes in base64, such as `openssl rand -base64 32` makes",
                            value -> value.toString().isBlank()
                                    || SettingRule.isRead(EncryptionKey::of, value.toString()))),
            Map.entry(
                    "devledger.mcp.toolsets",
                    new SettingRule(
                            "one or more of default, ticktick, clickup and trackingtime, with commas between",
                            value -> !((List<?>) value).isEmpty())),
            Map.entry(
                    "devledger.mcp.allowed-hosts",
                    new SettingRule(
                            "one or more hosts such as ledger.example, ledger.example:8443 or localhost:*",
                            value -> !words(value).isEmpty() && SettingRule.isRead(Allowed::hosts, words(value)))),
            Map.entry(
                    "devledger.mcp.allowed-origins",
                    SettingRule.read(
                            "origins such as https://ledger.example or http://localhost:*",
                            value -> Allowed.origins(words(value)))),
            Map.entry(
                    "server.address",
                    new SettingRule("an address of this machine such as 127.0.0.1, or 0.0.0.0 for all", value -> true)),
            Map.entry(
                    "server.port",
                    new SettingRule("a number from 1 to 65535, or 0 for any free port", SettingRules::isPort))));

    static {
        ofService("ticktick", "95/60s,285/300s");
        ofService("clickup", "80/60s");
        ofEach("trackingtime", "100/60s");
    }

    private SettingRules() {}

    /** Adds the rules of a service that is connected in the browser. */
    private static void ofService(String name, String budget) {
        ofEach(name, budget);
        String prefix = "devledger." + name + ".";
        RULES.put(prefix + "account", NOT_BLANK);
        RULES.put(prefix + "authorize-url", ADDRESS);
        RULES.put(prefix + "token-url", ADDRESS);
        RULES.put(
                prefix + "redirect-url",
                SettingRule.read(
                        "a whole address such as http://localhost:8080/oauth/" + name + "/callback",
                        value -> new RedirectUrl((URI) value)));
    }

    /** Adds the rules that every service has. */
    private static void ofEach(String name, String budget) {
        String prefix = "devledger." + name + ".";
        RULES.put(
                prefix + "poll-interval",
                new SettingRule(
                        "0s (only on demand), or a length of time from 1s to 1d, such as 60s",
                        value -> Duration.ZERO.equals(value)
                                || SettingRule.isBetween((Duration) value, Duration.ofSeconds(1), DAY)));
        RULES.put(
                prefix + "settle", SettingRule.time(MILLISECOND, HOUR, "a length of time from 1ms to 1h, such as 60s"));
        RULES.put(
                prefix + "time-limit",
                SettingRule.time(
                        MILLISECOND,
                        HttpLimits.LONGEST_ANSWER,
                        "a length of time from 1ms to " + HttpLimits.LONGEST_ANSWER.toSeconds() + "s, such as 15s"));
        RULES.put(prefix + "budget", budget(budget));
        RULES.put(prefix + "api-url", ADDRESS);
    }

    private static SettingRule limit(String example) {
        return SettingRule.read(
                "off, or a number from 1 to 999999999 such as " + example, value -> Limit.of(value.toString()));
    }

    private static SettingRule budget(String example) {
        return SettingRule.read(
                "off, or the number of calls in each window, such as " + example,
                value -> BudgetWindows.parse(value.toString()));
    }

    /** Returns the setting's rule; without one any value of the type is allowed. */
    static SettingRule of(Setting setting) {
        return RULES.getOrDefault(setting.name(), new SettingRule(setting.allowed(), value -> true));
    }

    static Set<String> names() {
        return RULES.keySet();
    }

    private static boolean isWeb(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        return Set.of("http", "https").contains(scheme) && address.getHost() != null && address.getPort() <= MOST_PORT;
    }

    private static boolean isPort(Object value) {
        int port = (Integer) value;
        return port >= 0 && port <= MOST_PORT;
    }

    private static List<String> words(Object value) {
        return ((List<?>) value).stream().map(String::valueOf).toList();
    }

    /**
     * A rule for values that their type does not express.
     *
     * @param allowed the allowed values, for the error message
     */
    record SettingRule(String allowed, Predicate<Object> fits) {

        static SettingRule time(Duration least, Duration most, String allowed) {
            return new SettingRule(allowed, value -> isBetween((Duration) value, least, most));
        }

        static boolean isBetween(Duration value, Duration least, Duration most) {
            return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        }

        /** Returns a rule that accepts a value if {@code reader} can parse it. */
        static SettingRule read(String allowed, Consumer<Object> reader) {
            return new SettingRule(allowed, value -> isRead(reader, value));
        }

        static <T> boolean isRead(Consumer<T> reader, T value) {
            try {
                reader.accept(value);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
