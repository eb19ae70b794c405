package dev.devledger.adapters.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.embeddedpostgres.DataDirectory.UnusableFolder;
import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private static final String OPEN = "rwxr-xr-x";

    @TempDir
    Path folder;

    private String mode() throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    @Test
    void a_folder_with_other_files_is_refused_and_stays_open() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OPEN));
        Files.writeString(folder.resolve("letter.txt"), "");
        assertThatThrownBy(() -> DataDirectory.open(folder))
                .hasMessageContaining("is not Devledger's: it contains other files, such as letter.txt.");
        assertThat(mode()).isEqualTo(OPEN);
        assertThat(folder).isDirectoryContaining("glob:**letter.txt");
    }

    @Test
    void an_empty_folder_or_one_of_devledger_s_is_closed_to_others() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(OPEN));
        DataDirectory.open(folder);
        assertThat(mode()).isEqualTo("rwx------");
        Files.writeString(folder.resolve("owner.token"), "");
        Files.writeString(folder.resolve("letter.txt"), "");
        assertThat(DataDirectory.open(folder).path()).isEqualTo(folder.toRealPath());
    }

    @Test
    void a_folder_of_devledger_s_that_others_can_read_is_refused_as_it_is() throws IOException {
        DataDirectory.open(folder);
        Files.writeString(folder.resolve("owner.token"), "");
        for (String mode : new String[] {OPEN, "rwxr-x---", "rwx-wx---", "rwx---r--"}) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
            assertThatThrownBy(() -> DataDirectory.open(folder))
                    .hasMessage("Other users of this machine can read or change the data folder " + folder
                            + " (its mode" + " is " + mode + ").")
                    .extracting("reason")
                    .isEqualTo(Reason.DATA_FOLDER_OPEN);
            assertThat(mode()).isEqualTo(mode);
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        DataDirectory.open(folder);
        assertThat(mode()).as("others could only pass").isEqualTo("rwx------");
    }

    @Test
    void what_devledger_made_in_it_is_closed_but_not_what_is_to_be_refused() throws IOException {
        DataDirectory.open(folder);
        Path log = Files.createDirectories(folder.resolve("postgres").resolve("log"));
        Path program = Files.createFile(folder.resolve("postgres").resolve("initdb"));
        Path token = Files.createFile(folder.resolve("owner.token"));
        Path url = Files.createFile(folder.resolve("database.url"));
        Path outside = Files.createFile(folder.resolveSibling(folder.getFileName() + ".outside"));
        Files.createSymbolicLink(folder.resolve("link"), outside);
        for (Path each : new Path[] {log, program}) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(OPEN));
        }
        for (Path each : new Path[] {token, url, outside}) {
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rw-r--r--"));
        }
        DataDirectory.open(folder);
        assertThat(mode(log)).isEqualTo("rwx------");
        assertThat(mode(program)).isEqualTo("rwx------");
        assertThat(mode(url)).isEqualTo("rw-------");
        assertThat(mode(token)).isEqualTo("rw-r--r--");
        assertThat(mode(outside)).isEqualTo("rw-r--r--");
        Files.delete(outside);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void a_link_that_leads_nowhere_is_told() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));
        assertThatThrownBy(() -> DataDirectory.open(link))
                .hasMessage(
                        "The data folder " + link + " cannot be made: it is a link to something that does not exist.");
        Path below = link.resolve("below");
        assertThatThrownBy(() -> DataDirectory.open(below))
                .hasMessage("The data folder " + below + " cannot be made: " + link
                        + " is a link to something that does not exist.");
    }

    /** Whoever owns the folder. */
    @Test
    void a_file_system_that_cannot_be_written_is_told() {
        Path somebodyElses = Path.of("/");
        IOException readOnly = new FileSystemException("/", null, "Read-only file system");
        String user = System.getProperty("user.name");
        System.setProperty("user.name", "somebody");
        try {
            assertThat(UnusableFolder.describe(somebodyElses, readOnly))
                    .isEqualTo("The user 'somebody' cannot use the data folder /: the file system is read-only.");
        } finally {
            System.setProperty("user.name", user);
        }
    }
}
