package dev.devledger.bootstrap.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * A setting.
 *
 * @param name the name, such as {@code devledger.ticktick.poll-interval}
 * @param standard the default; null if there is none
 */
record Setting(String name, Type type, @Nullable String standard) {

    /** The last parts of names whose values must not be logged. */
    private static final Set<String> SECRETS =
            Set.of("access-token", "app-password", "client-secret", "encryption-key");

    /** Returns all settings of a group, including the groups inside of it. */
    static Stream<Setting> of(String prefix, Class<?> group) {
        return Arrays.stream(constructor(group).getParameters()).flatMap(each -> of(prefix, each));
    }

    private static Stream<Setting> of(String prefix, Parameter parameter) {
        Name given = parameter.getAnnotation(Name.class);
        String name =
                prefix + "." + DataObjectPropertyName.toDashedForm(given == null ? parameter.getName() : given.value());
        if (parameter.getType().isRecord()) {
            return of(name, parameter.getType());
        }
        DefaultValue standard = parameter.getAnnotation(DefaultValue.class);
        return Stream.of(new Setting(
                name, parameter.getParameterizedType(), standard == null ? null : String.join(",", standard.value())));
    }

    private static Constructor<?> constructor(Class<?> group) {
        return group.getDeclaredConstructors()[0]; // a record for settings has only its canonical constructor
    }

    boolean isSecret() {
        return SECRETS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    boolean is(Class<?> other) {
        return type == other;
    }

    /** Returns the names as environment variables; for a dash, Spring accepts an underscore or nothing. */
    List<String> variables() {
        String upper = name.toUpperCase(Locale.ROOT).replace('.', '_');
        return Stream.of(upper.replace('-', '_'), upper.replace("-", ""))
                .distinct()
                .toList();
    }

    /** Returns the allowed values in words, such as {@code true or false}. */
    String allowed() {
        if (is(Duration.class)) {
            return "a length of time such as " + Objects.requireNonNullElse(standard, "60s");
        }
        if (is(DataSize.class)) {
            return "a size such as " + Objects.requireNonNullElse(standard, "1GB");
        }
        if (is(boolean.class)) {
            return "true or false";
        }
        if (is(ZoneId.class)) {
            return "a time zone such as Europe/Berlin";
        }
        if (is(URI.class)) {
            return "an address such as " + Objects.requireNonNullElse(standard, "https://ledger.example/path");
        }
        if (is(Path.class)) {
            return "a file or folder such as /srv/devledger";
        }
        if (type instanceof Class<?> words && words.isEnum()) {
            return words(words);
        }
        if (type instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] instanceof Class<?> words
                && words.isEnum()) {
            return words(words) + ", or several of them with commas between";
        }
        return standard == null ? "a text" : "a text such as " + standard;
    }

    private static String words(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(word -> ((Enum<?>) word).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
    }

    /** All settings of Devledger, from {@link DevledgerProperties}, with the names by which Spring finds them. */
    static final class SettingsCatalog {
        static final String PREFIX = "devledger";

        private static final List<Setting> ALL = Stream.concat(
                        Setting.of(PREFIX, DevledgerProperties.class),
                        ConfiguredPolicies.CONNECTORS.stream()
                                .map(each -> new Setting(
                                        ConfiguredPolicies.property(each), String.class, ConfiguredPolicies.STANDARD)))
                .toList();

        /** The settings by name; a name as a key equals every other spelling of it that Spring accepts. */
        private static final Map<ConfigurationPropertyName, Setting> BY_NAME = ALL.stream()
                .collect(Collectors.toUnmodifiableMap(
                        setting -> ConfigurationPropertyName.of(setting.name()), Function.identity()));

        private static final Map<String, Setting> BY_VARIABLE = ALL.stream()
                .flatMap(setting -> setting.variables().stream().map(variable -> Map.entry(variable, setting)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));

        private SettingsCatalog() {}

        static List<Setting> all() {
            return ALL;
        }

        /**
         * Finds a setting by its name, such as {@code devledger.ticktick.pollInterval}, or by the name of one element
         * if it is a list.
         */
        static Optional<Setting> named(String name) {
            ConfigurationPropertyName read = ConfigurationPropertyName.adapt(name, '.');
            return Optional.ofNullable(BY_NAME.get(read.isLastElementIndexed() ? read.getParent() : read));
        }

        /** Finds a setting by an environment variable. */
        static Optional<Setting> ofVariable(String variable) {
            return Optional.ofNullable(BY_VARIABLE.get(ofList(variable)));
        }

        /** Returns the variable in capitals, without the index of an element of a list. */
        static String ofList(String variable) {
            return variable.toUpperCase(Locale.ROOT).replaceFirst("_\\d+_?$", "");
        }
    }
}
