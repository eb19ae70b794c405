package dev.devledger.bootstrap.sops;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code devledger.sops}: where the age identities are, what decrypts other files, and how long that may take. */
public record SopsSettings(
        @Nullable Path ageKeyFile,
        @DefaultValue("sops") String program,
        @DefaultValue("30s") Duration timeLimit) {}
