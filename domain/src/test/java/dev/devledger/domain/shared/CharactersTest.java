package dev.devledger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.shared.Violations.Characters;
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
    @ValueSource(
            strings = {
                "",
                " \t",
                "\u00a0\u3000",
                "\u200b\u200d\ufeff\u2060",
                "\u202e\u2066\u2069\u200f",
                "\u00ad",
                "\ufe0f\udb40\udd00",
                "\u034f \u180b\u3164\u2800"
            })
    void nothing_to_be_seen(String text) {
        assertThat(Characters.hasVisible(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u200ba", ".", "\u202ex", "\u2764\ufe0f", "\ud83d\ude00", "\u0301", "\u4e2d"})
    void something_to_be_seen(String text) {
        assertThat(Characters.hasVisible(text)).isTrue();
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
