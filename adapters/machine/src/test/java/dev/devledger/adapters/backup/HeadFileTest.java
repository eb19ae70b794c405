package dev.devledger.adapters.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadFileTest {
    @TempDir
    Path folder;

    static LedgerHead head(long number) {
        return LedgerHead.of(number, number, number, "%064x".formatted(number), null);
    }

    @Test
    void a_line_is_added_for_each_head_in_a_file_that_only_its_owner_reads() throws IOException {
        Path file = folder.resolve("kept/heads");
        HeadFile heads = new HeadFile(file);

        assertThat(heads.last()).isEmpty();
        heads.take(List.of(head(1), head(2)));
        heads.take(List.of(head(3)));

        assertThat(file).hasContent(head(1).head() + "\n" + head(2).head() + "\n" + head(3).head() + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new HeadFile(file).last()).contains(ExternalHead.parse(head(3).head()));
    }

    @Test
    void a_line_that_was_not_written_to_its_end_is_written_again() throws IOException {
        Path file = folder.resolve("heads");
        new HeadFile(file).take(List.of(head(1), head(2)));
        Files.writeString(file, head(3).head().substring(0, 40), StandardOpenOption.APPEND);

        HeadFile heads = new HeadFile(file);
        assertThat(heads.last()).contains(ExternalHead.parse(head(2).head()));
        heads.take(List.of(head(3)));

        assertThat(Files.readAllLines(file)).containsExactly(head(1).head(), head(2).head(), head(3).head());
    }

    @Test
    void what_is_no_file_of_heads_is_not_written_to() throws IOException {
        Path file = Files.writeString(folder.resolve("notes"), "milk\n");
        assertThatThrownBy(() -> new HeadFile(file).last()).hasMessageContaining("this is not one: \"milk\"");
        assertThatThrownBy(() -> new HeadFile(folder).last()).isInstanceOf(IOException.class);
        assertThat(file).hasContent("milk\n");
    }
}
