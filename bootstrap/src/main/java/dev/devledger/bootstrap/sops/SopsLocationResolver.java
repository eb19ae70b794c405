package dev.devledger.bootstrap.sops;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;

/** Takes {@code sops:<file>}; a relative file is below the folder that Devledger was started in. */
final class SopsLocationResolver implements ConfigDataLocationResolver<SopsResource> {
    private static final String PREFIX = "sops:";

    @Override
    public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        return location.hasPrefix(PREFIX);
    }

    @Override
    public List<SopsResource> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
        SopsSettings settings = context.getBinder().bindOrCreate("devledger.sops", SopsSettings.class);
        return List.of(new SopsResource(
                Path.of(location.getNonPrefixedValue(PREFIX)).toAbsolutePath().normalize(), settings));
    }
}
