package dev.devledger.bootstrap.sops;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataResource;

/** An encrypted file, and how it is to be decrypted. */
final class SopsResource extends ConfigDataResource {
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
