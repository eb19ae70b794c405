package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | 0 batches are sealed
            1    | 1 batch is sealed
            2    | 2 batches are sealed
            4811 | 4,811 batches are sealed
            """)
    void one_is_told_as_one(long number, String words) {
        assertThat(new CountPhrase(number, "batch is sealed", "batches are sealed"))
                .hasToString(words);
    }
}
