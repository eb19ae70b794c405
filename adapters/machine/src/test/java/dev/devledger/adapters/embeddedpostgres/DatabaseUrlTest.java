package dev.devledger.adapters.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseUrlTest {
    private static final String EMBEDDED = "jdbc:postgresql://127.0.0.1:5678/devledger?user=devledger&password=p";

    @TempDir
    Path folder;

    private DatabaseUrlFile url;

    @BeforeEach
    void open() {
        url = new DatabaseUrlFile(DataDirectory.open(folder));
    }

    @Test
    void the_login_is_added_where_it_is_not_there_yet() {
        assertThat(DatabaseUrlFile.withLogin("jdbc:postgresql://db/ledger", "me", "a b&c+d=é"))
                .isEqualTo("jdbc:postgresql://db/ledger?user=me&password=a%20b%26c%2Bd%3D%C3%A9");
        assertThat(DatabaseUrlFile.withLogin("jdbc:postgresql://db/ledger?ssl=true&user=you", "me", "p"))
                .isEqualTo("jdbc:postgresql://db/ledger?ssl=true&user=you&password=p");
        assertThat(DatabaseUrlFile.withLogin("jdbc:postgresql://db/ledger", null, null))
                .isEqualTo("jdbc:postgresql://db/ledger");
    }

    @Test
    void nobody_else_can_read_it() throws IOException {
        url.write("jdbc:postgresql://db/ledger?user=me");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("database.url"))))
                .isEqualTo("rw-------");
        assertThat(url.read()).contains("jdbc:postgresql://db/ledger?user=me");
        url.remove();
        assertThat(url.read()).isEmpty();
    }

    /** A killed server leaves it behind; the next start gives the embedded database another port and password. */
    @Test
    void what_leads_to_the_embedded_database_is_no_database_of_the_users_own() throws IOException {
        Path data = Files.createDirectories(folder.resolve("postgres").resolve("data"));
        Files.writeString(data.resolve("postgresql.conf"), "max_connections = 100\nport = 5678\nfsync = on\n");
        url.write(EMBEDDED);
        assertThat(url.readExternal()).isEmpty();
        url.write(EMBEDDED.replace("5678", "5679"));
        assertThat(url.readExternal()).contains(EMBEDDED.replace("5678", "5679"));
        url.write("jdbc:postgresql://db:5678/devledger?user=devledger&password=p");
        assertThat(url.readExternal()).isPresent();
    }

    @Test
    void without_an_embedded_database_any_is_the_users_own() throws IOException {
        assertThat(url.readExternal()).isEmpty();
        url.write(EMBEDDED);
        assertThat(url.readExternal()).contains(EMBEDDED);
    }
}
