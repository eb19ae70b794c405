package dev.devledger.bootstrap.settings;

import dev.devledger.adapters.signin.jwt.JwtConfiguration.JwtSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads the external issuer of tokens: {@code spring.security.oauth2.resourceserver.jwt}, in the form of Spring Boot,
 * and {@code devledger.auth} (docs/contract.md, section 8). Settings that depend on each other are checked together.
 */
public final class ConfiguredIssuer {
    private static final String OF_SPRING = "spring.security.oauth2.resourceserver.";
    private static final String JWT = OF_SPRING + "jwt.";
    private static final String ISSUER = JWT + "issuer-uri";
    private static final String KEYS = JWT + "jwk-set-uri";
    private static final String ALGORITHMS = JWT + "jws-algorithms";
    private static final String AUDIENCES = JWT + "audiences";
    private static final String EMBEDDED = "devledger.auth.embedded";
    private static final String AUDIENCE = "devledger.auth.audience";

    /**
     * Settings of Spring Boot that have no effect in Devledger; they are refused, as a user who sets one expects an
     * effect.
     */
    private static final List<String> NOT_HERE = List.of(
            JWT + "public-key-location",
            JWT + "principal-claim-name",
            JWT + "authority-prefix",
            JWT + "authorities-claim-name",
            JWT + "authorities-claim-delimiter",
            OF_SPRING + "opaquetoken.introspection-uri");

    private final Binder binder;
    private final List<String> problems = new ArrayList<>();

    private ConfiguredIssuer(Environment environment) {
        this.binder = Binder.get(environment);
    }

    /** Reads the settings; empty if no issuer is configured. */
    public static Optional<JwtSettings> of(Environment environment) {
        ConfiguredIssuer read = new ConfiguredIssuer(environment);
        Optional<JwtSettings> settings = read.settings();
        if (!read.problems.isEmpty()) {
            throw new InvalidSetting(read.problems, InvalidSetting.VALUE);
        }
        return settings;
    }

    private Optional<JwtSettings> settings() {
        NOT_HERE.stream()
                .filter(name -> !text(name).isEmpty())
                .forEach(name -> problems.add(
                        name + " has no effect in Devledger. An issuer is set with " + ISSUER + " or " + KEYS + "."));
        URI issuer = address(ISSUER);
        URI keys = address(KEYS);
        if (issuer == null && keys == null) {
            return Optional.empty();
        }
        if (text(EMBEDDED).equalsIgnoreCase("true")) {
            problems.add(EMBEDDED + " and " + (issuer == null ? KEYS : ISSUER)
                    + " are both set. There is one issuer: leave out one of them.");
        }
        List<String> audiences = audiences();
        if (audiences.isEmpty()) {
            problems.add(
                    AUDIENCE + " is missing. With an issuer it has to be set: the audience (the claim aud) that the"
                            + " issuer's tokens for Devledger have, such as https://ledger.example/mcp. Tokens that are for"
                            + " somebody else are refused.");
        }
        return Optional.of(new JwtSettings(issuer, keys, algorithms(), audiences, text("devledger.auth.scope-prefix")));
    }

    private @Nullable URI address(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI address = new URI(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            if (Set.of("http", "https").contains(scheme)
                    && address.getHost() != null
                    && address.getUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        problems.add(name + " cannot be what was given. Allowed is an address that begins with https:// or http://.");
        return null;
    }

    private Set<String> algorithms() {
        Set<String> algorithms = new LinkedHashSet<>(list(ALGORITHMS));
        if (!JwtSettings.ALGORITHMS.containsAll(algorithms)) {
            problems.add(ALGORITHMS + " cannot be \"" + String.join(",", algorithms) + "\". Allowed are "
                    + String.join(", ", JwtSettings.ALGORITHMS) + ".");
        }
        return algorithms.isEmpty() ? Set.copyOf(JwtSettings.ALGORITHMS) : algorithms;
    }

    private List<String> audiences() {
        Set<String> audiences = new LinkedHashSet<>(list(AUDIENCE));
        audiences.addAll(list(AUDIENCES));
        return List.copyOf(audiences);
    }

    private List<String> list(String name) {
        return binder.bind(name, Bindable.listOf(String.class)).orElse(List.of()).stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private String text(String name) {
        return binder.bind(name, Bindable.of(String.class)).orElse("").strip();
    }
}
