package dev.devledger.bootstrap;

import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.security.Vault;
import dev.devledger.application.connection.SecretStore;
import dev.devledger.bootstrap.account.ConfiguredKey;
import java.nio.file.Path;

/** What opens the ledger, and what opens the services. */
public final class Secrets {
    public final OwnerToken owner;
    public final SecretStore store;

    Secrets(Setup setup, PostgresSyncMemory memory) {
        Path own = setup.properties().ownerTokenFile();
        owner = new OwnerToken(own == null ? setup.folder().path().resolve("owner.token") : own.toAbsolutePath());
        store = new Vault(ConfiguredKey.of(setup.properties(), setup.folder()), memory.sealedSecrets);
    }
}
