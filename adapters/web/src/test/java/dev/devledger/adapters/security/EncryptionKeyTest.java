package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.security.EncryptionKey.KeyFile;
import dev.devledger.adapters.security.SecretFile.UnusableSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptionKeyTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("encryption.key");
    }

    @Test
    void is_made_once_for_its_owner_alone() throws IOException {
        EncryptionKey made = in(file());
        assertThat(Base64.getDecoder().decode(Files.readString(file()).strip())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(in(file()).key()).isEqualTo(made.key());
        assertThat(in(folder.resolve("another.key")).id()).isNotEqualTo(made.id());
    }

    private static EncryptionKey in(Path file) {
        return new KeyFile(file).current();
    }

    @Test
    void is_refused_where_others_can_read_it() throws IOException {
        in(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> in(file())).isInstanceOfSatisfying(UnusableSecret.class, e -> {
            assertThat(e.getMessage()).contains(file().toString(), "Other users", "rw-r-----");
            assertThat(e.remedy()).contains("chmod 600");
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .as("what was open is not made to look as if it had been closed")
                .isEqualTo("rw-r-----");
    }

    @Test
    void a_changed_file_stops_the_start_and_says_what_is_lost() throws IOException {
        in(file());
        Files.writeString(file(), "my own word\n");
        assertThatThrownBy(() -> in(file())).isInstanceOfSatisfying(UnusableSecret.class, e -> {
            assertThat(e.getMessage())
                    .contains(file().toString(), "32 bytes in base64")
                    .doesNotContain("my own word");
            assertThat(e.remedy()).contains("delete the file", "connected again");
        });
    }
}
