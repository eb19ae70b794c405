package dev.devledger.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordingTest {

    @Test
    void each_round_through_the_list_turns_to_the_other_word() {
        Wording wording = new Wording();
        assertThat(Stream.generate(() -> wording.next("/{pick}/{turn:complete|reopen}", List.of("a", "b")))
                        .limit(5))
                .containsExactly("/a/complete", "/b/complete", "/a/reopen", "/b/reopen", "/a/complete");
    }

    @Test
    void requests_are_numbered() {
        Wording wording = new Wording();
        assertThat(Stream.generate(() -> wording.next("edit {n}", List.of())).limit(2))
                .containsExactly("edit 0", "edit 1");
    }
}
