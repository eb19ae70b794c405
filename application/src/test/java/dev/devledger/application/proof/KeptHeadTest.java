package dev.devledger.application.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.proof.HeadDelivery.LedgerHead;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptHeadTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void the_word_of_a_head_is_read_again() {
        LedgerHead head = LedgerHead.of(40, 36, 17, HASH, null);
        assertThat(ExternalHead.parse(head.head())).isEqualTo(new ExternalHead(17, HASH, ""));
        assertThat(ExternalHead.parse(" 17:" + HASH.toUpperCase(java.util.Locale.ROOT) + "\n"))
                .isEqualTo(new ExternalHead(17, HASH, ""));
    }

    @Test
    void anything_else_is_refused_with_the_form_it_should_have() {
        for (String word : List.of("", "17", ":" + HASH, "17:" + HASH.substring(1), "-1:" + HASH, "17:" + HASH + "0")) {
            assertThatThrownBy(() -> ExternalHead.parse(word))
                    .as(word)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("64 hexadecimal digits")
                    .hasMessageContaining("\"" + word + "\"");
        }
    }
}
