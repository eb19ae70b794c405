package dev.devledger.bootstrap.settings;

import dev.devledger.application.entity.Spelling;
import dev.devledger.bootstrap.settings.GivenSetting.Kind;
import dev.devledger.bootstrap.settings.Setting.SettingsCatalog;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    /** Finds settings with unknown names, as the user who set them believes that they have an effect. */
    static final class UnknownSettings {
        /** Matches properties that the build sets for tests, which run the application in their own process. */
        private static final Pattern OF_TESTS =
                Pattern.compile("devledger[._](test|simulation|rows|jar|large)([._].*)?", Pattern.CASE_INSENSITIVE);

        /**
         * Matches variables for agents and clients, and the variables that Kubernetes sets for a service whose name begins
         * with Devledger's.
         */
        private static final Pattern OTHER_VARIABLES = Pattern.compile(
                "DEVLEDGER_(TOKEN|AUTHORIZATION|URL|(.*_)?(SERVICE|PORT)(_.*)?)", Pattern.CASE_INSENSITIVE);

        /** The prefixes of settings of Spring and its libraries, in which mistakes are not reported. */
        private static final Set<String> OTHER_FAMILIES =
                Set.of("spring", "server", "management", "logging", "info", "debug", "trace");

        /** Settings of Spring that users often set, in which a near miss is reported. */
        private static final List<String> OFTEN = List.of(
                "server.port",
                "server.address",
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password");

        private UnknownSettings() {}

        /** Returns a sentence or two for each unknown setting. */
        static List<String> among(List<GivenSetting> all) {
            return all.stream()
                    .filter(given -> isOurs(given) ? isUnknown(given) : isMistakenOption(given))
                    .map(UnknownSettings::describe)
                    .distinct()
                    .toList();
        }

        private static boolean isOurs(GivenSetting given) {
            String name = given.name().toLowerCase(Locale.ROOT);
            return name.equals(SettingsCatalog.PREFIX)
                    || name.startsWith(SettingsCatalog.PREFIX + ".")
                    || (given.kind() == Kind.VARIABLE && name.startsWith(SettingsCatalog.PREFIX + "_"));
        }

        private static boolean isUnknown(GivenSetting given) {
            return given.setting().isEmpty()
                    && !OF_TESTS.matcher(given.name()).matches()
                    && !(given.kind() == Kind.VARIABLE
                            && OTHER_VARIABLES.matcher(given.name()).matches())
                    && !ConfiguredPolicies.isOfAField(given.name(), given.kind() == Kind.VARIABLE);
        }

        /**
         * True if a name that is not Devledger's is a mistake. On the command line every name is checked, as each was meant
         * for Devledger; elsewhere other programs may read the names.
         */
        private static boolean isMistakenOption(GivenSetting given) {
            return switch (given.kind()) {
                case WORD -> true;
                case OPTION -> !OTHER_FAMILIES.contains(family(given)) || isNearlyOneOfSpring(given);
                case OTHER -> isNearlyOneOfSpring(given);
                case VARIABLE, SYSTEM_PROPERTY -> false;
            };
        }

        /** True if the name is nearly one of these; Spring itself has no names that are so close to them. */
        private static boolean isNearlyOneOfSpring(GivenSetting given) {
            return OFTEN.stream().anyMatch(name -> SimilarNames.isMistaken(given.name(), name));
        }

        private static String family(GivenSetting given) {
            return given.name().split("\\.", 2)[0].toLowerCase(Locale.ROOT);
        }

        private static String describe(GivenSetting given) {
            if (given.kind() == Kind.WORD) {
                return "Devledger does not understand " + given.name().replaceAll("=[^,]*", "=…")
                        + ". Options begin with two dashes, such as"
                        + " --server.port=8081; --help lists the commands.";
            }
            String option = given.kind() == Kind.OPTION ? "--" : "";
            List<String> near = nearest(given);
            return option + given.name() + " is not a setting of Devledger."
                    + (near.isEmpty() ? "" : " Did you mean " + option + String.join(" or " + option, near) + "?")
                    + " It was set " + given.place() + ".";
        }

        private static List<String> nearest(GivenSetting given) {
            Stream<String> ours = SettingsCatalog.all().stream()
                    .map(setting ->
                            given.kind() == Kind.VARIABLE ? setting.variables().getFirst() : setting.name());
            Stream<String> often = given.kind() == Kind.VARIABLE ? Stream.of() : OFTEN.stream();
            return SimilarNames.to(given.name(), Stream.concat(ours, often).toList());
        }

        /** Finds the names that a user may have meant by an unknown one. */
        static final class SimilarNames {
            /** The most suggestions: enough for a setting that each service has. */
            private static final int MOST = 3;

            private SimilarNames() {}

            /** Returns the nearest name, or several with the same ending; empty if none is near. */
            static List<String> to(String given, Collection<String> known) {
                String bare = bare(given);
                return known.stream()
                        .min(Comparator.comparingInt((String each) -> Spelling.distance(bare, bare(each)))
                                .thenComparing(Comparator.naturalOrder()))
                        .filter(each -> Spelling.distance(bare, bare(each)) <= Math.max(2, bare.length() / 5))
                        .map(List::of)
                        .orElseGet(() -> endingWith(bare, known));
            }

            /** True if the name nearly equals the other, but is not just another spelling of it. */
            static boolean isMistaken(String given, String name) {
                int distance = Spelling.distance(bare(given), bare(name));
                return distance == 1 || distance == 2;
            }

            /** Returns the known names that end like the given one, for names such as {@code --data-dir}. */
            private static List<String> endingWith(String bare, Collection<String> known) {
                String own = bare.startsWith(SettingsCatalog.PREFIX)
                        ? bare.substring(SettingsCatalog.PREFIX.length())
                        : bare;
                List<String> ending =
                        known.stream().filter(each -> bare(each).endsWith(own)).toList();
                return own.length() > 2 && ending.size() <= MOST ? ending : List.of();
            }

            /** Returns the name without dots, dashes and underscores, which are ignored in comparisons. */
            private static String bare(String name) {
                return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            }
        }
    }
}
