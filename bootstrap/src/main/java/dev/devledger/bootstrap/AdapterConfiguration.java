package dev.devledger.bootstrap;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.mcp.ledger.WritingToolsConfiguration;
import dev.devledger.adapters.postgres.PostgresConfiguration;
import dev.devledger.adapters.rest.RestConfiguration;
import dev.devledger.adapters.security.EncryptionKey;
import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.security.SecurityConfiguration;
import dev.devledger.adapters.security.Vault;
import dev.devledger.application.secret.SealedSecrets;
import dev.devledger.application.secret.SecretStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The adapters that bring a configuration of their own, and the secrets that open them. */
@Configuration(proxyBeanMethods = false)
@Import({
    PostgresConfiguration.class,
    RestConfiguration.class,
    SecurityConfiguration.class,
    WritingToolsConfiguration.class
})
class AdapterConfiguration {
    @Bean
    OwnerToken ownerToken(DataDirectory dataDirectory) {
        return new OwnerToken(dataDirectory.path().resolve("owner.token"));
    }

    @Bean
    EncryptionKey encryptionKey(DevledgerProperties properties, DataDirectory dataDirectory) {
        String chosen = properties.encryptionKey();
        if (chosen == null || chosen.isBlank()) {
            return EncryptionKey.in(dataDirectory.path().resolve("encryption.key"));
        }
        try {
            return EncryptionKey.of(chosen);
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting("devledger.encryption-key", e);
        }
    }

    @Bean
    SecretStore secretStore(EncryptionKey key, SealedSecrets store) {
        return new Vault(key, store);
    }
}
