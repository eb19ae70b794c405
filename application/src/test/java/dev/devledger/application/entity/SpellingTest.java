package dev.devledger.application.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Labels.EntityNames;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final Map<String, Integer> KNOWN =
            Map.of("login", 3, "logic", 1, "authentication", 1, "größe", 2, "test", 1, "toast", 5, "ready", 1);

    private int reads;

    private final Spelling spelling = new Spelling(new EntityNames() {
        @Override
        public Map<UUID, String> of(Collection<UUID> entities, @Nullable Long asOf) {
            throw new AssertionError();
        }

        @Override
        public Map<String, Integer> words(int shortest, int longest) {
            reads++;
            return KNOWN;
        }
    });

    @ParameterizedTest
    @CsvSource({
        "logn, login",
        "lgoin, login",
        "LOGAN, login",
        "logix, login",
        "Fix logn now, Fix login now",
        "authentciaton, authentication",
        "autentikation, authentication",
        "Gröse, größe",
        "logn tag:logn, login tag:logn",
        "is:ready logn, is:ready login",
        "logn \"fix lgoin now\", login \"fix lgoin now\""
    })
    void the_nearest_word_that_most_titles_have_stands_in_place(String typed, String corrected) {
        assertThat(spelling.corrected(typed)).contains(corrected);
        assertThat(reads).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "login",
        "thenticat",
        "quux",
        "lgn",
        "authfnticotoin",
        "tag:logn",
        "'\"logn\"', '\"fix logn now\"'",
        "a1b2c3d4e5f6",
        "' '"
    })
    void what_some_title_has_or_nothing_is_near_stays(String typed) {
        assertThat(spelling.corrected(typed)).isEmpty();
    }

    @Test
    void of_a_text_without_words_nothing_is_read() {
        spelling.corrected("T-1 tag:rust ab");
        assertThat(reads).isZero();
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "abc, '', 3", "abc, abc, 0", "abc, acb, 1", "abc, xabc, 1", "abc, ab, 1", "ca, abc, 3"})
    void distance(String from, String to, int distance) {
        assertThat(Spelling.distance(from, to)).isEqualTo(distance);
        assertThat(Spelling.distance(to, from)).isEqualTo(distance);
    }
}
