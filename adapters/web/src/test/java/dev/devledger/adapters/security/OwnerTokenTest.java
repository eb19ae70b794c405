package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.security.SecretFile.OwnerToken;
import dev.devledger.adapters.security.SecretFile.UnusableSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerTokenTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("data").resolve("owner.token");
    }

    @Test
    void is_made_once_for_its_owner_alone() throws IOException {
        OwnerToken made = new OwnerToken(file());
        assertThat(made.secret()).matches("dlo_[A-Za-z0-9_-]{43}");
        assertThat(Files.readString(file())).isEqualTo(made.secret() + "\n");
        assertThat(permissions(file())).isEqualTo("rw-------");
        assertThat(permissions(file().getParent())).isEqualTo("rwx------");
        assertThat(file().getParent().toFile().list()).containsExactly("owner.token");
        assertThat(new OwnerToken(file()).secret()).isEqualTo(made.secret());
        assertThat(made.toString()).doesNotContain(made.secret());
    }

    @Test
    void matches_itself_only() {
        OwnerToken token = new OwnerToken(file());
        assertThat(token.matches(token.secret())).isTrue();
        assertThat(token.matches(token.secret() + " ")).isFalse();
        assertThat(token.matches(token.secret().substring(1))).isFalse();
        assertThat(token.matches("")).isFalse();
    }

    @Test
    void is_refused_where_others_can_read_or_change_it() throws IOException {
        String secret = new OwnerToken(file()).secret();
        for (String mode : new String[] {"rw-r--r--", "rw--w----", "rw-r-----", "rw------x"}) {
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> new OwnerToken(file())).isInstanceOfSatisfying(UnusableSecret.class, e -> {
                assertThat(e.getMessage())
                        .contains("Other users", "owner token", file().toString(), mode)
                        .doesNotContain(secret);
                assertThat(e.remedy()).contains("chmod 600");
            });
        }
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
        assertThat(new OwnerToken(file()).secret()).isEqualTo(secret);
    }

    @Test
    void space_around_it_is_no_part_of_it() throws IOException {
        String secret = new OwnerToken(file()).secret();
        Files.writeString(file(), secret + "\r\n\n");
        assertThat(new OwnerToken(file()).secret()).isEqualTo(secret);
    }

    @Test
    void an_empty_or_changed_file_stops_the_start_and_says_why() throws IOException {
        new OwnerToken(file());
        for (String content : new String[] {"", "\n", "dlo_short", "something else"}) {
            Files.writeString(file(), content);
            assertThatThrownBy(() -> new OwnerToken(file()))
                    .hasMessageContaining(file().toString())
                    .hasMessageContaining("empty or was changed");
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
