package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour.TickTickHabit;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** {@code docs/ticktick.md} says of each fact which test holds it, and such a page grows old. */
class TickTickDocTest {
    private static String page() throws IOException {
        return DocumentedTests.page("docs/ticktick.md");
    }

    @Test
    void every_test_that_it_names_is_there() throws IOException {
        DocumentedTests.assertThere(page());
    }

    @Test
    void it_has_a_word_for_each_section_and_each_habit() throws IOException {
        String page = page();
        String[] sections = page.split("\n## (?=\\d+\\. )", -1);
        assertThat(sections).hasSize(14);
        for (int section = 1; section <= 13; section++) {
            assertThat(sections[section]).startsWith(section + ". ");
            assertThat(DocumentedTests.in(sections[section]))
                    .as("tests of section " + section)
                    .isNotEmpty();
        }
        for (TickTickHabit habit : TickTickHabit.values()) {
            assertThat(page).contains("\n| `" + habit.field() + "` | `" + habit.word(false) + "`");
        }
    }
}
