package dev.devledger.bootstrap.settings;

import dev.devledger.bootstrap.settings.GivenSetting.Kind;
import dev.devledger.bootstrap.settings.Setting.KnownSettings;
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
 * Checks all settings before anything is started: no name is ignored in silence, and no value fails later. It is the
 * first of the checks, as the others rely on the values and the database address that it has checked.
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

    /** Reads settings that are checked as a group, as no single value is wrong. */
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

    /** Reports all values that a setting cannot have at once, with the allowed values, and never a secret. */
    static final class WrongValues {
        private static final Pattern LOGIN = Pattern.compile("//[^/]*@");
        private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+");

        /** The settings of Spring that users often get wrong. */
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
            return Stream.concat(KnownSettings.all().stream(), OF_SPRING.stream())
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

        /** Requires a unit: Spring reads a plain number as milliseconds, and nobody who writes 60 means that. */
        private boolean hasUnit(Setting setting, Object value) {
            return !setting.is(Duration.class)
                    || Duration.ZERO.equals(value)
                    || !NUMBER.matcher(text(setting)).matches();
        }

        /** True for {@code --devledger.mcp.read-only} without a value, which would be false; others are unset then. */
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

        /** The value as it was given. */
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
