package dev.devledger.bootstrap.settings;

import dev.devledger.bootstrap.settings.Setting.SettingsCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.Resource;

/**
 * A name that was set, whether it is known or not.
 *
 * @param place the source, such as {@code as an environment variable}
 */
record GivenSetting(String name, Kind kind, String place) {

    private static final String WORDS = CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME;
    private static final String COMMAND_LINE = "on the command line";

    enum Kind {
        OPTION,
        /** A word on the command line that does not begin with two dashes. */
        WORD,
        VARIABLE,
        SYSTEM_PROPERTY,
        OTHER
    }

    /** Reads the names in all of Spring's sources, in their order of precedence. */
    static List<GivenSetting> in(ConfigurableEnvironment environment) {
        List<GivenSetting> given = new ArrayList<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> names
                    && !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
                for (String name : names.getPropertyNames()) {
                    given.add(of(names, name));
                }
            }
            if (source instanceof CommandLinePropertySource && source.containsProperty(WORDS)) {
                given.add(new GivenSetting(String.valueOf(source.getProperty(WORDS)), Kind.WORD, COMMAND_LINE));
            }
        }
        return given;
    }

    private static GivenSetting of(EnumerablePropertySource<?> source, String name) {
        if (source instanceof CommandLinePropertySource) {
            return new GivenSetting(name, Kind.OPTION, COMMAND_LINE);
        }
        return switch (source.getName()) {
            case StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME ->
                new GivenSetting(name, Kind.VARIABLE, "as an environment variable");
            case StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME ->
                new GivenSetting(name, Kind.SYSTEM_PROPERTY, "as a system property, with -D");
            case "spring.application.json" -> new GivenSetting(name, Kind.OTHER, "in SPRING_APPLICATION_JSON");
            default -> new GivenSetting(name, Kind.OTHER, "in " + file(source, name));
        };
    }

    private static String file(EnumerablePropertySource<?> source, String name) {
        Origin origin = OriginLookup.getOrigin(source, name);
        return origin instanceof TextResourceOrigin text && text.getResource() != null
                ? path(text.getResource()) + line(text.getLocation())
                : source.getName();
    }

    private static String path(Resource resource) {
        try {
            return resource.getFile().getPath();
        } catch (IOException e) {
            return resource.getDescription(); // the resource is inside a jar
        }
    }

    private static String line(TextResourceOrigin.@Nullable Location location) {
        return location == null ? "" : ", line " + (location.getLine() + 1);
    }

    Optional<Setting> setting() {
        return kind == Kind.VARIABLE
                ? SettingsCatalog.ofVariable(name).or(() -> SettingsCatalog.named(name))
                : SettingsCatalog.named(name);
    }

    boolean isFor(Setting setting) {
        return isVariableOf(setting)
                || ConfigurationPropertyName.of(setting.name()).equals(ConfigurationPropertyName.adapt(name, '.'));
    }

    private boolean isVariableOf(Setting setting) {
        return kind == Kind.VARIABLE && setting.variables().contains(SettingsCatalog.ofList(name));
    }
}
