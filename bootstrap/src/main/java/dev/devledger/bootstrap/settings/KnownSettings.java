package dev.devledger.bootstrap.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** All settings of Devledger, as {@link DevledgerProperties} has them, and by which names Spring finds them. */
final class KnownSettings {
    static final String PREFIX = "devledger";

    private static final List<Setting> ALL = Stream.concat(
                    Setting.of(PREFIX, DevledgerProperties.class),
                    ConfiguredPolicies.CONNECTORS.stream()
                            .map(each -> new Setting(
                                    ConfiguredPolicies.property(each), String.class, ConfiguredPolicies.STANDARD)))
            .toList();

    /** Equal to each other name by which Spring would take it. */
    private static final Map<ConfigurationPropertyName, Setting> BY_NAME = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(
                    setting -> ConfigurationPropertyName.of(setting.name()), Function.identity()));

    private static final Map<String, Setting> BY_VARIABLE = ALL.stream()
            .flatMap(setting -> setting.variables().stream().map(variable -> Map.entry(variable, setting)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));

    private KnownSettings() {}

    static List<Setting> all() {
        return ALL;
    }

    /** By a name such as {@code devledger.ticktick.pollInterval}; an element of a list stands for the list. */
    static Optional<Setting> named(String name) {
        ConfigurationPropertyName read = ConfigurationPropertyName.adapt(name, '.');
        return Optional.ofNullable(BY_NAME.get(read.isLastElementIndexed() ? read.getParent() : read));
    }

    /** By an environment variable. */
    static Optional<Setting> ofVariable(String variable) {
        return Optional.ofNullable(BY_VARIABLE.get(ofList(variable)));
    }

    /** In capitals, and without the number of an element. */
    static String ofList(String variable) {
        return variable.toUpperCase(Locale.ROOT).replaceFirst("_\\d+_?$", "");
    }
}
