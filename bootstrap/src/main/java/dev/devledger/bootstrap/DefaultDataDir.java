package dev.devledger.bootstrap;

import java.nio.file.Path;
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
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Object home = environment.getSystemEnvironment().getOrDefault("HOME", "");
        String folder = home.toString().isBlank() ? environment.getProperty("user.home", "") : home.toString();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "default data folder",
                        Map.of(
                                "devledger.data-dir",
                                Path.of(folder, ".devledger").toString())));
    }
}
