package dev.devledger.adapters.clickup.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WireTest {
    /** 2^53 + 1 is no double, and 2^64 no long. */
    @ParameterizedTest
    @ValueSource(strings = {"9007199254740993", "18446744073709551616", "86abc12", "86000090vae"})
    void an_id_is_read_to_its_last_digit_whether_it_is_a_number_or_a_text(String id) {
        String plain = id.matches("[0-9]+") ? id : '"' + id + '"';
        JsonNode list = Wire.JSON.readTree("{\"id\":" + plain + ",\"text\":{\"id\":\"" + id + "\"}}");
        assertThat(Wire.id(list, "list")).isEqualTo(id);
        assertThat(Wire.id(list.path("text"), "list")).isEqualTo(id);
    }
}
