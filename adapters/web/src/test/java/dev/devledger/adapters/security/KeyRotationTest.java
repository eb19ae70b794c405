package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.security.EncryptionKey.EncryptionKeys;
import dev.devledger.adapters.security.EncryptionKey.KeyFile;
import dev.devledger.adapters.security.EncryptionKey.Vault;
import dev.devledger.adapters.security.EncryptionKey.Vault.VaultRotation;
import dev.devledger.application.connection.AccountTokens.SecretStore.KeyRotation.Rotated;
import dev.devledger.application.connection.AccountTokens.SecretStore.Lookup;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets.Sealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    @TempDir
    Path folder;

    private final Map<String, Sealed> rows = new TreeMap<>();
    private final SealedSecrets store = MemorySecrets.in(rows);
    private Path file;
    private Vault running;

    @BeforeEach
    void a_server_runs() {
        file = folder.resolve("encryption.key");
        running = new Vault(new KeyFile(file), store);
        running.put("a", "first");
        running.put("b", "second");
    }

    private Rotated.Done rotate() {
        return (Rotated.Done) new VaultRotation(new KeyFile(file), store).rotate();
    }

    @Test
    void there_is_a_new_key_alone_and_the_running_server_goes_on() throws IOException {
        String old = Files.readString(file);
        String oldId = new KeyFile(file).current().id();
        Rotated.Done done = rotate();
        assertThat(done).isEqualTo(new Rotated.Done(new KeyFile(file).current().id(), 2, 0, false));
        assertThat(done.keyId()).isNotEqualTo(oldId);
        assertThat(Files.readString(file)).isNotEqualTo(old).hasLineCount(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(rows.values()).extracting(Sealed::keyId).containsOnly(done.keyId());
        assertThat(running.get("a")).isEqualTo(new Lookup.Opened("first"));
        running.put("c", "third");
        assertThat(rows.get("c").keyId()).isEqualTo(done.keyId());
        Vault ofBefore = new Vault(EncryptionKeys.of(EncryptionKey.of(old)), store);
        assertThat(ofBefore.get("a")).as("with the old key").isEqualTo(new Lookup.Undecryptable());
    }

    /** Wherever a process is killed: the next one finishes, and every secret opens before and after. */
    @Test
    void a_crash_in_the_middle_is_harmless() throws IOException {
        EncryptionKey old = new KeyFile(file).current();
        BiFunction<String, Sealed, Optional<Sealed>> crash = (name, row) -> {
            throw new IllegalStateException("killed");
        };
        SealedSecrets crashing = new SealedSecrets() {
            @Override
            public void put(String name, Supplier<Sealed> seal) {
                store.put(name, seal);
            }

            @Override
            public boolean add(String name, Supplier<Sealed> seal) {
                return store.add(name, seal);
            }

            @Override
            public Optional<Sealed> get(String name) {
                return store.get(name);
            }

            @Override
            public void remove(String name) {
                store.remove(name);
            }

            @Override
            public void reseal(BiFunction<String, Sealed, Optional<Sealed>> with) {
                store.reseal(crash);
            }
        };
        assertThatThrownBy(() -> new VaultRotation(new KeyFile(file), crashing).rotate())
                .hasMessage("killed");
        assertThat(new KeyFile(file).all())
                .extracting(EncryptionKey::id)
                .hasSize(2)
                .contains(old.id());
        assertThat(running.get("a")).isEqualTo(new Lookup.Opened("first"));
        running.put("b", "renewed meanwhile");
        assertThat(rows.get("b").keyId()).isEqualTo(new KeyFile(file).current().id());
        assertThat(rows.get("a").keyId()).isEqualTo(old.id());

        Rotated.Done done = rotate();
        assertThat(done.finished()).isTrue();
        assertThat(done.secrets()).isEqualTo(2);
        assertThat(new KeyFile(file).all()).extracting(EncryptionKey::id).containsExactly(done.keyId());
        assertThat(running.get("a")).isEqualTo(new Lookup.Opened("first"));
        assertThat(running.get("b")).isEqualTo(new Lookup.Opened("renewed meanwhile"));

        new KeyFile(file).write(List.of(new KeyFile(file).current(), old));
        assertThat(rotate().finished()).as("killed before the old key went").isTrue();
        assertThat(Files.readString(file)).hasLineCount(1);
        assertThat(rotate().finished()).isFalse();
    }

    @Test
    void what_no_key_opens_stays_as_it_is_and_is_counted() {
        Sealed foreign = new Sealed(new byte[] {1, 2, 3}, new byte[12], "another");
        rows.put("z", foreign);
        Rotated.Done done = rotate();
        assertThat(done.secrets()).isEqualTo(2);
        assertThat(done.locked()).isEqualTo(1);
        assertThat(rows.get("z")).isSameAs(foreign);
    }

    @Test
    void a_key_of_the_configuration_is_not_ours() {
        EncryptionKeys chosen = EncryptionKeys.of(EncryptionKey.random());
        assertThat(new VaultRotation(chosen, store).rotate()).isEqualTo(new Rotated.ConfiguredKey());
    }

    @Test
    void while_the_file_cannot_be_read_the_key_of_before_goes_on() throws IOException {
        Files.move(file, folder.resolve("elsewhere"));
        assertThat(running.get("a")).isEqualTo(new Lookup.Opened("first"));
        assertThat(file).doesNotExist();
    }
}
