package dev.devledger.adapters.services.clickup.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.clickup.json.Wire.AccountContext;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Custom fields in words, by their types; values as ClickUp's documentation and its clients have them. */
class CustomFieldsTest {
    private static final AccountContext MADRID = new AccountContext(ZoneId.of("Europe/Madrid"), Map.of(), Set.of());

    private static @Nullable SortedMap<String, Object> read(String fields) {
        return CustomFields.read(
                new JsonMapper().readTree("{\"custom_fields\": " + fields.replace('\'', '"') + "}"), MADRID);
    }

    private static String field(String type, String rest) {
        return "[{'id': '1', 'name': 'It', 'type': '" + type + "', " + rest + "}]";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "short_text | 'value': 'a text'             | a text",
                "url        | 'value': 'https://a.example'  | https://a.example",
                "number     | 'value': '3'                  | 3",
                "number     | 'value': 3.50                 | 3.5",
                "currency   | 'value': '12.5'               | 12.5",
                "emoji      | 'value': 4                    | 4",
                "checkbox   | 'value': 'true'               | true",
                "checkbox   | 'value': false                | false",
                "date       | 'value': '1775181600000'      | 2026-04-03",
                "date       | 'value': 1775433600000        | 2026-04-06T00:00:00Z",
                "users      | 'value': [{'id': 183, 'username': 'Ana'}, {'id': 184, 'username': 'Ben'}] | [Ana, Ben]",
                "tasks      | 'value': [{'id': '86abc12', 'name': 'Fix login'}]                  | [Fix login]",
                "attachment | 'value': [{'id': 'x', 'title': 'plan.pdf'}]                        | [plan.pdf]",
                "location   | 'value': {'location': {'lat': 1}, 'formatted_address': 'Calle 1'}  | Calle 1",
                "new_kind   | 'value': {'steps': [1, 2]}                                         | {\"steps\":[1,2]}"
            })
    void a_value_is_told_in_words(String type, String value, String told) {
        Map<String, Object> read = read(field(type, value));
        Object it = read == null ? null : read.get("It");
        String shown =
                it instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : String.valueOf(it);
        assertThat(shown).isEqualTo(told);
    }

    @Test
    void an_option_is_told_by_its_name() {
        String options = "'type_config': {'options': [{'id': 'o1', 'name': 'Small', 'orderindex': 0},"
                + " {'id': 'o2', 'name': 'Big', 'orderindex': 1}]}, ";
        assertThat(read(field("drop_down", options + "'value': 1"))).isEqualTo(Map.of("It", "Big"));
        assertThat(read(field("drop_down", options + "'value': 'o1'"))).isEqualTo(Map.of("It", "Small"));
        String labels = "'type_config': {'options': [{'id': 'l1', 'label': 'One'}, {'id': 'l2', 'label': 'Two'}]}, ";
        assertThat(read(field("labels", labels + "'value': ['l2', 'l1']")))
                .isEqualTo(Map.of("It", List.of("Two", "One")));
    }

    @Test
    void what_is_empty_is_left_out() {
        assertThat(read("[{'id': '1', 'name': 'It', 'type': 'text'},"
                        + " {'id': '2', 'name': 'Null', 'type': 'number', 'value': null},"
                        + " {'id': '3', 'name': 'None', 'type': 'labels', 'value': []},"
                        + " {'id': '4', 'name': 'Blank', 'type': 'text', 'value': ' '}]"))
                .isEmpty();
    }

    @Test
    void what_is_not_told_is_not_empty() {
        assertThat(CustomFields.read(new JsonMapper().readTree("{}"), MADRID)).isNull();
    }

    @Test
    void two_of_one_name_are_told_apart_in_the_order_of_their_ids() {
        assertThat(read("[{'id': 'b', 'name': 'Team', 'type': 'text', 'value': 'second'},"
                        + " {'id': 'a', 'name': 'Team', 'type': 'text', 'value': 'first'}]"))
                .isEqualTo(Map.of("Team", "first", "Team (2)", "second"));
    }

    @Test
    void a_long_text_is_cut() {
        Map<String, Object> read = read(field("text", "'value': '" + "x".repeat(5_000) + "'"));
        assertThat(read == null ? "" : (String) read.getOrDefault("It", ""))
                .hasSize(CustomFields.LONGEST)
                .endsWith("…");
    }
}
