package dev.devledger.bootstrap.sops;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataResource;

/** An encrypted file, and what decrypts it. */
final class SopsResource extends ConfigDataResource {
    private final Path file;
    private final String program;
    private final Duration limit;

    SopsResource(Path file, String program, Duration limit) {
        this.file = file;
        this.program = program;
        this.limit = limit;
    }

    Path file() {
        return file;
    }

    String program() {
        return program;
    }

    /** How long decrypting may take; a program that asks for a passphrase would wait for ever. */
    Duration limit() {
        return limit;
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
