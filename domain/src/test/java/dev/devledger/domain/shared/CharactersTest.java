package dev.devledger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a title", "😀", "a😀b😀", "\ud83d\ude00", "\ue000"})
    void whole_characters(String text) {
        assertThat(Characters.hasUnpairedSurrogate(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83d", "\ude00\ud83d", "😀\ude00", "\ud83d\ud83d\ude00", "\ud83da"})
    void half_ones(String text) {
        assertThat(Characters.hasUnpairedSurrogate(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "9, false",
        "10, false",
        "13, false",
        "32, false",
        "160, false",
        "0, true",
        "27, true",
        "127, true",
        "133, true"
    })
    void line_breaks_and_tabs_are_no_harm_among_lines(int letter, boolean harm) {
        String text = "a" + (char) letter + "b";
        assertThat(Characters.hasControlInLines(text)).isEqualTo(harm);
        assertThat(Characters.hasControl(text)).isEqualTo(harm || letter < 32);
    }
}
