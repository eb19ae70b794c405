package dev.devledger.bootstrap.sops;

import dev.devledger.adapters.sops.SopsFile;
import dev.devledger.adapters.sops.SopsFile.Reading.LeftToTheProgram;
import dev.devledger.adapters.sops.SopsFile.Reading.Opened;
import dev.devledger.adapters.sops.UnreadableSops;
import java.nio.file.Files;
import java.util.List;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataResourceNotFoundException;
import org.springframework.core.env.PropertySource;

/**
 * Decrypts the file and gives its keys our settings' names. A file that is missing is left to {@code optional:}; one that
 * is there and cannot be read stops the start, as Devledger would else start with the sandbox and nobody would know why.
 */
final class SopsLoader implements ConfigDataLoader<SopsResource> {
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
                case LeftToTheProgram left -> byTheProgram(resource, left.reason());
            };
        } catch (UnreadableSops e) {
            throw new SopsFailure("The " + resource + " " + e.getMessage(), e.action());
        }
    }

    /** Without the reader's words: they are about what the program printed. */
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
}
