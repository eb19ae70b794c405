package dev.devledger.bootstrap.sops;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.properties.bind.Binder;

/** Takes {@code sops:<file>}; a relative file is below the folder that Devledger was started in. */
final class SopsLocationResolver implements ConfigDataLocationResolver<SopsResource> {
    private static final String PREFIX = "sops:";

    @Override
    public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        return location.hasPrefix(PREFIX);
    }

    @Override
    public List<SopsResource> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        Binder binder = context.getBinder();
        return List.of(new SopsResource(
                Path.of(location.getNonPrefixedValue(PREFIX)).toAbsolutePath().normalize(),
                binder.bind("devledger.sops.program", String.class).orElse("sops"),
                binder.bind("devledger.sops.time-limit", Duration.class).orElse(Duration.ofSeconds(30))));
    }
}
