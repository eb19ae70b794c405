package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        EncryptionKey made = EncryptionKey.in(file());
        assertThat(Base64.getDecoder().decode(Files.readString(file()).strip())).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(EncryptionKey.in(file()).key()).isEqualTo(made.key());
        assertThat(EncryptionKey.in(folder.resolve("another.key")).id()).isNotEqualTo(made.id());
    }

    @Test
    void is_closed_to_others_where_it_was_open() throws IOException {
        EncryptionKey made = EncryptionKey.in(file());
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(EncryptionKey.in(file()).id()).isEqualTo(made.id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_changed_file_stops_the_start_and_says_what_is_lost() throws IOException {
        Files.writeString(file(), "my own word\n");
        assertThatThrownBy(() -> EncryptionKey.in(file())).isInstanceOfSatisfying(UnusableSecret.class, e -> {
            assertThat(e.getMessage())
                    .contains(file().toString(), "32 bytes in base64")
                    .doesNotContain("my own word");
            assertThat(e.remedy()).contains("delete the file", "connected again");
        });
    }
}
