package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.devledger.adapters.dashboard.history.MissingPage.TrigramSimilarity;
import org.junit.jupiter.api.Test;

class LikenessTest {

    /** "Parsr" has six parts: two of its beginning, "par", "ars", "rsr" and its end; the first four are in "parser". */
    @Test
    void a_letter_that_is_missing_costs_what_it_is_a_part_of() {
        assertThat(TrigramSimilarity.to("Parsr").of("The parser")).isEqualTo(4.0 / 6, within(0.001));
    }

    @Test
    void order_case_accents_and_what_stands_between_do_not_count() {
        assertThat(TrigramSimilarity.to("migration-STORE").of("Störe / migration"))
                .isEqualTo(1);
        assertThat(TrigramSimilarity.to("mig store").of("Store migration")).isBetween(0.7, 0.99);
    }

    @Test
    void what_has_nothing_of_it_is_not_like_it() {
        assertThat(TrigramSimilarity.to("parser").of("Website")).isZero();
        assertThat(TrigramSimilarity.to("--").of("Website")).isZero();
        assertThat(TrigramSimilarity.to("parser").of("")).isZero();
    }
}
