package dev.devledger.bootstrap.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Converts {@code spring.datasource.url} into the driver's form. Hosting services for databases give their users {@code
 * postgres://user:password@host:5432/database}. The driver does not accept that form, and would print the password.
 */
final class DatabaseAddress {
    static final String URL = "spring.datasource.url";
    private static final String USERNAME = "spring.datasource.username";
    private static final String PASSWORD = "spring.datasource.password";

    private static final Pattern GIVEN = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:([^/?#]*)@)?([^/?#@]*)(?:/([^/?#]*))?(?:\\?([^#]*))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile(
            "(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?(,(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?)*");

    /** Options of psql to which the driver gives other names. */
    private static final Map<String, String> OPTIONS = Map.of(
            "connect_timeout", "connectTimeout",
            "application_name", "ApplicationName",
            "channel_binding", "channelBinding",
            "sslnegotiation", "sslNegotiation",
            "target_session_attrs", "targetServerType");

    private static final Map<String, String> TARGETS = Map.of(
            "read-write",
            "primary",
            "read-only",
            "secondary",
            "standby",
            "secondary",
            "prefer-standby",
            "preferSecondary");

    /** Thrown with an error that quotes no part of the address, as any part may be the password. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why, null, false, false);
        }
    }

    private final Map<String, Object> login = new HashMap<>();
    private final List<String> options = new ArrayList<>();

    private DatabaseAddress() {}

    /**
     * Converts the address. Returns what is wrong with it; if nothing is, the environment then has the address in the
     * driver's form, and the login that was in it.
     */
    static Optional<String> translate(ConfigurableEnvironment environment) {
        String url = environment.getProperty(URL, "").strip();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            Map<String, Object> properties = new DatabaseAddress().read(url, environment);
            environment.getPropertySources().addFirst(new MapPropertySource("the database's address", properties));
            return Optional.empty();
        } catch (Unreadable e) {
            return Optional.of(URL + " " + e.getMessage()
                    + " Allowed is postgres://user:password@host:5432/database or jdbc:postgresql://host:5432/database."
                    + " Write special characters of the password with percent signs, such as %40 for @ and %2F for /.");
        }
    }

    /** Refuses a login without an address. It would have no effect, as the embedded database has its own login. */
    static void requireForLogin(Environment environment) {
        if (!environment.getProperty(URL, "").isBlank()) {
            return;
        }
        for (String login : List.of(USERNAME, PASSWORD)) {
            if (!environment.getProperty(login, "").isBlank()) {
                throw new InvalidSetting(
                        List.of(login + " is set, but " + URL
                                + " is not. It is for a database of your own; the one that"
                                + " Devledger brings makes its own login."),
                        "Set " + URL + " to the address of your database as well, such as"
                                + " postgres://host:5432/database, or leave " + login + " out.");
            }
        }
    }

    private Map<String, Object> read(String url, Environment environment) throws Unreadable {
        Matcher parts = GIVEN.matcher(url);
        if (!url.startsWith("jdbc:postgresql:") && !parts.matches()) {
            throw new Unreadable("is not the address of a PostgreSQL.");
        }
        String hosts = parts.matches() ? hosts(parts.group(2)) : "";
        int query = url.indexOf('?');
        options(query < 0 ? "" : url.substring(query + 1), url.startsWith("jdbc:") ? Map.of() : OPTIONS);
        if (url.startsWith("jdbc:postgresql:") && !(parts.matches() && parts.group(1) != null)) {
            requireReadable(url);
            return Map.of();
        }
        login(parts.group(1));
        String read = "jdbc:postgresql://" + hosts + "/" + database(parts.group(3))
                + (options.isEmpty() ? "" : "?" + String.join("&", options));
        requireReadable(read);
        login.keySet().removeIf(name -> !environment.getProperty(name, "").isBlank());
        login.put(URL, read);
        return login;
    }

    private static void requireReadable(String url) throws Unreadable {
        if (Driver.parseURL(url, null) == null) {
            throw new Unreadable("cannot be read.");
        }
    }

    private void login(@Nullable String given) throws Unreadable {
        if (given == null || given.isEmpty()) {
            return;
        }
        int colon = given.indexOf(':');
        login.put(USERNAME, decoded(colon < 0 ? given : given.substring(0, colon)));
        if (colon >= 0) {
            login.put(PASSWORD, decoded(given.substring(colon + 1)));
        }
    }

    private static String hosts(String given) throws Unreadable {
        if (given.isEmpty()) {
            return "localhost";
        }
        if (!HOST.matcher(given).matches()) {
            throw new Unreadable("cannot be read.");
        }
        return given;
    }

    private static String database(@Nullable String given) throws Unreadable {
        if (given == null || given.isEmpty()) {
            throw new Unreadable("names no database.");
        }
        decoded(given);
        return escaped(given);
    }

    /** @param names the driver's names of options, by other names for them */
    private void options(String query, Map<String, String> names) throws Unreadable {
        for (String option : query.split("&", -1)) {
            if (option.isEmpty()) {
                continue;
            }
            int equals = option.indexOf('=');
            String given = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? "" : option.substring(equals + 1);
            switch (given) {
                case "user" -> login.put(USERNAME, decoded(value));
                case "password" -> login.put(PASSWORD, decoded(value));
                default -> option(name(names.getOrDefault(given, given), given), value);
            }
        }
    }

    private void option(String name, String value) {
        boolean isTarget = name.equals(PGProperty.TARGET_SERVER_TYPE.getName());
        options.add(name + "=" + escaped(isTarget ? TARGETS.getOrDefault(value, value) : value));
    }

    private static String name(String name, String given) throws Unreadable {
        if (PGProperty.forName(name) == null) {
            throw new Unreadable("has the option " + given.replaceAll("[^A-Za-z0-9_.-]", "?")
                    + ", which the PostgreSQL driver does not know.");
        }
        return name;
    }

    /** Escapes plus signs, which the driver would read as spaces. */
    private static String escaped(String given) {
        return given.replace("+", "%2B");
    }

    private static String decoded(String given) throws Unreadable {
        try {
            return URLDecoder.decode(escaped(given), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("has a percent sign that stands for nothing.");
        }
    }
}
