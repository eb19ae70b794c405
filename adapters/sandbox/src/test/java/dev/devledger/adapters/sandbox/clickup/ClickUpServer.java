package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.kernel.SandboxHost;
import java.time.ZoneId;

/** One for all tests. */
final class ClickUpServer {
    /** The application's own token. */
    static final String OWNER = "owner-token";

    static final ZoneId ZONE = SandboxHost.ZONE;
    static final String URL = SandboxHost.start(ClickUpSandboxConfiguration.class, OWNER);

    private ClickUpServer() {}
}
