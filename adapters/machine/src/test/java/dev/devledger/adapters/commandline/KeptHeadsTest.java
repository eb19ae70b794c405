package dev.devledger.adapters.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.adapters.commandline.VerifyCommand.ExternalHeads;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptHeadsTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("heads"), content);
    }

    private static ExternalHeads of(Path file) {
        return ExternalHeads.of(Optional.empty(), Optional.of(file.toString()));
    }

    @Test
    void each_line_of_a_file_is_one_and_what_is_added_later_is_not_read() throws IOException {
        Path file = file("1:" + HASH + "\n\n2:" + HASH + "\n");
        try (ExternalHeads heads = ExternalHeads.of(Optional.of("7:" + HASH), Optional.of(file.toString()))) {
            Files.writeString(file, "3:" + HASH + "\n", StandardOpenOption.APPEND);

            assertThat(heads)
                    .containsExactly(
                            new ExternalHead(7, HASH, ""),
                            new ExternalHead(1, HASH, "line 1 of " + file),
                            new ExternalHead(2, HASH, "line 3 of " + file));
            assertThat(heads.describe()).isEqualTo(", the head of batch 7, 2 heads of " + file);
        }
    }

    @Test
    void none_at_all_is_nothing_to_hold_the_chain_against() {
        try (ExternalHeads heads = ExternalHeads.of(Optional.empty(), Optional.empty())) {
            assertThat(heads).isEmpty();
            assertThat(heads.describe()).isEmpty();
        }
    }

    /** The server is at it, or was when the power went. */
    @Test
    void a_last_line_that_is_not_written_to_its_end_is_left_out() throws IOException {
        try (ExternalHeads heads = of(file("1:" + HASH + "\n2:" + HASH.substring(20)))) {
            assertThat(heads).extracting(ExternalHead::batch).containsExactly(1L);
        }
    }

    @Test
    void a_file_without_an_end_of_its_last_line_has_that_one_too() throws IOException {
        try (ExternalHeads heads = of(file("1:" + HASH + "\n2:" + HASH))) {
            assertThat(heads).extracting(ExternalHead::batch).containsExactly(1L, 2L);
        }
    }

    @Test
    void what_is_no_file_of_heads_is_complained_of() throws IOException {
        Path damaged = file("1:" + HASH + "\n2:" + HASH.substring(1) + "\n3:" + HASH + "\n");
        assertThatThrownBy(() -> of(damaged))
                .isInstanceOf(Complaint.class)
                .hasMessageContaining("line 2 of " + damaged)
                .extracting(e -> ((Complaint) e).exit())
                .isEqualTo(Exit.COULD_NOT_RUN);
        assertThatThrownBy(() -> of(file("1:" + HASH.substring(1) + "\n"))).hasMessageContaining("line 1 of ");
        assertThatThrownBy(() -> of(file("\n"))).hasMessageContaining("There is no head in");
        assertThatThrownBy(() -> of(folder.resolve("nowhere"))).hasMessageContaining("Name a file");
    }

    @Test
    void a_file_that_cannot_be_read_is_told_in_words() throws IOException {
        Path missing = folder.resolve("none");
        assertThatThrownBy(() -> of(missing))
                .hasMessage("No heads can be read from " + missing
                        + ": there is no such file. Name a file with a head in each line.");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, '\n'});
        assertThatThrownBy(() -> of(binary)).hasMessageContaining("it is not text in UTF-8");
        assertThatThrownBy(() -> of(folder)).hasMessageNotContaining("Exception");
    }
}
