package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.postgres.PostgresSyncMemory;
import dev.devledger.adapters.security.EncryptionKey.Vault;
import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.adapters.services.kernel.RemoteHttp.HttpLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ClientLimits;
import dev.devledger.adapters.services.kernel.ServiceClient.ServiceAccount;
import dev.devledger.application.connection.AccountTokens.SecretStore;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;
import dev.devledger.bootstrap.account.ServiceLogin.ConfiguredEncryptionKeys;
import dev.devledger.bootstrap.settings.DevledgerProperties;
import dev.devledger.bootstrap.start.ServerAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.core.env.Environment;

/**
 * The parts from which all others are made.
 *
 * @param version the program's version
 * @param alarm rings the background work, once that exists
 */
public record Setup(
        DevledgerProperties properties,
        Environment environment,
        DataDirectory folder,
        ServerAddress server,
        Clock clock,
        String version,
        SyncAlarm alarm) {

    ZoneId zone() {
        return properties.zone();
    }

    ClientLimits service(Duration timeLimit, String budget) {
        return new ClientLimits(HttpLimits.STANDARD.answeringWithin(timeLimit), budget, version);
    }

    /**
     * Returns the account of Devledger's own sandbox, which is called over real HTTP with the owner token.
     *
     * @param paths returns the sandbox's path of a service for the base of an endpoint
     */
    ServiceAccount sandbox(UnaryOperator<String> paths, OwnerToken owner) {
        return ServiceAccount.of(base -> server.loopback(paths.apply(base)), () -> Optional.of(owner.secret()));
    }

    /** The owner token, and the store of services' secrets. */
    public static final class Secrets {
        public final OwnerToken owner;
        public final SecretStore store;

        Secrets(Setup setup, PostgresSyncMemory memory) {
            Path own = setup.properties().ownerTokenFile();
            owner = new OwnerToken(own == null ? setup.folder().path().resolve("owner.token") : own.toAbsolutePath());
            store = new Vault(ConfiguredEncryptionKeys.of(setup.properties(), setup.folder()), memory.sealedSecrets);
        }
    }
}
