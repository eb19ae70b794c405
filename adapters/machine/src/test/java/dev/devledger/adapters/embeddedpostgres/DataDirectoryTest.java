package dev.devledger.adapters.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
