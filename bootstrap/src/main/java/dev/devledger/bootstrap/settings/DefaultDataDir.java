package dev.devledger.bootstrap.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * The data folder where none is set: {@code .devledger} in {@code $HOME}, which people and service managers set, and only
 * without it in the home folder that the JVM reads from the list of accounts.
 */
final class DefaultDataDir implements EnvironmentPostProcessor {
    private static final String PROPERTY = "devledger.data-dir";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Object home = environment.getSystemEnvironment().getOrDefault("HOME", "");
        String folder = home.toString().isBlank() ? environment.getProperty("user.home", "") : home.toString();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("default data folder", Map.of(PROPERTY, inside(folder, environment))));
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
