package dev.devledger.bootstrap.sops;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code devledger.sops}: what decrypts a file, and how long that may take. */
public record SopsSettings(
        @DefaultValue("sops") String program,
        @DefaultValue("30s") Duration timeLimit) {}
