package dev.devledger.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeyTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Parser,parser",
                "Caf\u00e9,cafe\u0301",
                "CAFE\u0301,caf\u00e9",
                " Two  words ,two words",
                "Two\u00a0\u2003words,two words",
                "Stra\u00dfe,STRASSE",
                "\u039f\u0394\u039f\u03a3,\u03bf\u03b4\u03bf\u03c2",
            })
    void the_same_name_in_another_form(String one, String other) {
        assertThat(NormalizedName.of(one)).isEqualTo(NormalizedName.of(other));
    }

    @ParameterizedTest
    @CsvSource({"Cafe,Caf\u00e9", "Two words,Twowords", "x2,x\u00b2"})
    void another_name(String one, String other) {
        assertThat(NormalizedName.of(one)).isNotEqualTo(NormalizedName.of(other));
    }
}
