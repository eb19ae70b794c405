package dev.devledger.bootstrap.account;

import dev.devledger.adapters.embeddedpostgres.DataDirectory;
import dev.devledger.adapters.security.EncryptionKey;
import dev.devledger.adapters.security.EncryptionKey.EncryptionKeys;
import dev.devledger.adapters.security.EncryptionKey.KeyFile;
import dev.devledger.bootstrap.settings.DevledgerProperties;

/** The keys for stored secrets: {@code devledger.encryption-key}, or the keys in the file of the data folder. */
public final class ConfiguredEncryptionKeys {
    private ConfiguredEncryptionKeys() {}

    public static EncryptionKeys of(DevledgerProperties properties, DataDirectory folder) {
        String chosen = properties.encryptionKey();
        return chosen == null || chosen.isBlank()
                ? new KeyFile(folder.path().resolve("encryption.key"))
                : EncryptionKeys.of(EncryptionKey.of(chosen));
    }
}
