package dev.devledger.bootstrap.settings;

import dev.devledger.bootstrap.settings.GivenSetting.Kind;
import dev.devledger.bootstrap.settings.Setting.SettingsCatalog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Checks all settings before anything is started, so that no name is silently ignored and no value fails later. It is
 * the first of the checks, as the others use the values and the database address that it has checked.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 4)
final class SettingsCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    static void check(ConfigurableEnvironment environment) {
        List<GivenSetting> given = GivenSetting.in(environment);
        List<String> unknown = UnknownSettings.among(given);
        List<String> wrong = new ArrayList<>(WrongValues.in(environment, given));
        DatabaseAddress.translate(environment).ifPresent(wrong::add);
        ConfiguredPolicies.CONNECTORS.forEach(
                each -> problems(() -> ConfiguredPolicies.of(environment, each)).ifPresent(wrong::add));
        problems(() -> ConfiguredIssuer.of(environment)).ifPresent(wrong::add);
        if (!unknown.isEmpty() || !wrong.isEmpty()) {
            throw new InvalidSetting(
                    Stream.concat(unknown.stream(), wrong.stream()).toList(), remedy(unknown, wrong));
        }
        DatabaseAddress.requireForLogin(environment);
    }

    /** Reads settings that must be checked as a group, as each single value may be valid. Returns the problems. */
    private static Optional<String> problems(Runnable reader) {
        try {
            reader.run();
            return Optional.empty();
        } catch (InvalidSetting e) {
            return Optional.of(e.problems());
        }
    }

    private static String remedy(List<String> unknown, List<String> wrong) {
        return wrong.isEmpty()
                ? InvalidSetting.NAME
                : unknown.isEmpty()
                        ? InvalidSetting.VALUE
                        : "Correct the names and the values, or leave them out. docs/settings.md lists all settings.";
    }

    /** Reports all wrong values of settings at once, with the allowed values, but without secrets. */
    static final class WrongValues {
        private static final Pattern LOGIN = Pattern.compile("//[^/]*@");
        private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

        /** Settings of Spring that users often get wrong. */
        private static final List<Setting> OF_SPRING = List.of(
                new Setting("server.port", Integer.class, "8080"),
                new Setting("server.address", InetAddress.class, "127.0.0.1"));

        private static final String NEEDED = "devledger.data-dir";

        private final Binder binder;
        private final List<GivenSetting> given;

        private WrongValues(Environment environment, List<GivenSetting> given) {
            this.binder = Binder.get(environment);
            this.given = given;
        }

        static List<String> in(Environment environment, List<GivenSetting> given) {
            WrongValues values = new WrongValues(environment, given);
            return Stream.concat(SettingsCatalog.all().stream(), OF_SPRING.stream())
                    .flatMap(setting -> values.wrong(setting).stream())
                    .toList();
        }

        private Optional<String> wrong(Setting setting) {
            Object value;
            try {
                value = binder.bind(setting.name(), Bindable.of(ResolvableType.forType(setting.type())))
                        .orElse(null);
            } catch (BindException e) {
                return Optional.of(describe(setting));
            }
            boolean fits = value == null ? !isBlank(setting) : hasUnit(setting, value) && fits(setting, value);
            return fits ? Optional.empty() : Optional.of(describe(setting));
        }

        private static boolean fits(Setting setting, Object value) {
            return SettingRules.of(setting).fits().test(value);
        }

        /**
         * True if the value has a unit: Spring would read a plain number as milliseconds, which a user who writes 60
         * does not mean.
         */
        private boolean hasUnit(Setting setting, Object value) {
            return !setting.is(Duration.class)
                    || Duration.ZERO.equals(value)
                    || !NUMBER.matcher(text(setting)).matches();
        }

        /**
         * True if a required value is blank, as with {@code --devledger.mcp.read-only}, which would be read as false.
         * For other settings, blank means unset.
         */
        private boolean isBlank(Setting setting) {
            return (setting.is(boolean.class) || setting.name().equals(NEEDED)) && given(setting) != null;
        }

        private String describe(Setting setting) {
            String what =
                    setting.isSecret() ? "does not take the value that was given" : "cannot be " + quoted(setting);
            return setting.name() + variable(setting) + " " + what + ". Allowed is "
                    + SettingRules.of(setting).allowed() + ".";
        }

        private String quoted(Setting setting) {
            return "\"" + LOGIN.matcher(text(setting)).replaceAll("//…@") + "\"";
        }

        /** Returns the value in its original text. */
        private String text(Setting setting) {
            return binder.bind(setting.name(), Bindable.listOf(String.class))
                    .map(parts -> String.join(",", parts))
                    .orElse("");
        }

        private String variable(Setting setting) {
            GivenSetting from = given(setting);
            return from == null || from.kind() != Kind.VARIABLE ? "" : " (environment variable " + from.name() + ")";
        }

        private @Nullable GivenSetting given(Setting setting) {
            return given.stream()
                    .filter(each -> each.isFor(setting))
                    .findFirst()
                    .orElse(null);
        }
    }
}
