package dev.devledger.bootstrap.sops;

import dev.devledger.adapters.sops.SopsFile;
import dev.devledger.adapters.sops.SopsFile.ReadResult.NeedsSopsProgram;
import dev.devledger.adapters.sops.SopsFile.ReadResult.Opened;
import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import dev.devledger.bootstrap.sops.SopsProgram.SopsFailure;
import dev.devledger.bootstrap.sops.SopsProgram.SopsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.config.ConfigDataResource;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.core.env.PropertySource;

/**
 * Decrypts the file, and maps its keys to Devledger's settings. If the file is missing, {@code optional:} decides. If
 * it exists but cannot be read, the start fails: otherwise Devledger would start with the sandbox, and show no reason.
 */
final class SopsLoader implements ConfigDataLoader<SopsLoader.SopsResource> {
    @Override
    public ConfigData load(ConfigDataLoaderContext context, SopsResource resource) {
        if (Files.notExists(resource.file())) {
            throw new ConfigDataResourceNotFoundException(resource);
        }
        List<PropertySource<?>> settings = SopsKeys.settings(resource.toString(), opened(resource));
        if (settings.isEmpty()) {
            throw new SopsFailure(
                    "The " + resource
                            + " has none of the keys client_id, client_secret and oauth_redirect_url at its top, and no"
                            + " setting that begins with devledger. or spring.",
                    "Put the client id and secret of your TickTick app there, or leave out the import of the file.");
        }
        return new ConfigData(settings);
    }

    private static Opened opened(SopsResource resource) {
        try {
            return switch (SopsFile.read(resource.file(), resource.settings().ageKeyFile(), System::getenv)) {
                case Opened opened -> opened;
                case NeedsSopsProgram left -> byTheProgram(resource, left.reason());
            };
        } catch (UnreadableSops e) {
            throw new SopsFailure("The " + resource + " " + e.getMessage(), e.action());
        }
    }

    /**
     * Decrypts with the {@code sops} program. If its output is not readable, the parser's message is dropped, as it is
     * about that output.
     */
    private static Opened byTheProgram(SopsResource resource, String reason) {
        String json = SopsProgram.decrypt(resource, reason);
        try {
            return SopsFile.decrypted(resource.file(), json);
        } catch (UnreadableSops words) {
            throw new SopsFailure(
                    resource.settings().program() + " did not answer JSON for the " + resource + ".",
                    "Check that devledger.sops.program is SOPS, version 3 or newer.");
        }
    }

    /** An encrypted file, with the settings for its decryption. */
    static final class SopsResource extends ConfigDataResource {
        private final Path file;
        private final SopsSettings settings;

        SopsResource(Path file, SopsSettings settings) {
            this.file = file;
            this.settings = settings;
        }

        Path file() {
            return file;
        }

        SopsSettings settings() {
            return settings;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof SopsResource resource && file.equals(resource.file);
        }

        @Override
        public int hashCode() {
            return file.hashCode();
        }

        @Override
        public String toString() {
            return "SOPS file " + file;
        }
    }

    /** Resolves {@code sops:<file>}; a relative path begins in the folder in which Devledger was started. */
    static final class SopsLocationResolver implements ConfigDataLocationResolver<SopsResource> {
        private static final String PREFIX = "sops:";

        @Override
        public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
            return location.hasPrefix(PREFIX);
        }

        @Override
        public List<SopsResource> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
            SopsSettings settings = context.getBinder().bindOrCreate("devledger.sops", SopsSettings.class);
            return List.of(new SopsResource(
                    Path.of(location.getNonPrefixedValue(PREFIX))
                            .toAbsolutePath()
                            .normalize(),
                    settings));
        }
    }
}
