package dev.devledger.adapters.mcp.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.SizeLimit.Footer;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class SizeLimitTest {
    private static final TaskLines LINES = new TaskLines(Map.of());

    private static ObjectNode answer(int tasks, int characters, String character) {
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("tasks");
        for (int i = 0; i < tasks; i++) {
            ObjectNode task = items.addObject()
                    .put("key", "T-" + i)
                    .put("id", "0193c0de-0000-7000-8000-000000000000")
                    .put("title", character.repeat(500))
                    .put("status", "open")
                    .put("description", character.repeat(characters))
                    .put("version", 1);
            ArrayNode tags = task.putArray("tags");
            ArrayNode checklist = task.putArray("checklist");
            for (int j = 0; j < 50; j++) {
                tags.add(character.repeat(64));
                checklist.addObject().put("title", character.repeat(500)).put("done", false);
            }
        }
        answer.put("nextCursor", "c".repeat(400));
        return answer;
    }

    private static String lines(ObjectNode answer) {
        StringBuilder text = new StringBuilder();
        answer.path("tasks").forEach(task -> text.append(LINES.full(task)));
        return Footer.end(text, answer);
    }

    private static ToolAnswer fitted(ObjectNode answer) {
        return SizeLimit.of(answer, "ask for one", SizeLimitTest::lines);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void what_fits_is_left_as_it_is() {
        ObjectNode answer = answer(1, 1_000, "x");
        assertThat(fitted(answer).structured()).isEqualTo(answer);
        assertThat(fitted(answer).text()).doesNotContain("hint:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\n", "\"", "ß", "漢", "😀"})
    void texts_and_lists_are_cut_until_it_fits_and_no_task_is_lost(String character) {
        ObjectNode answer = answer(30, 100_000, character);
        ToolAnswer fitted = fitted(answer);

        assertThat(bytes(fitted.text())).isLessThanOrEqualTo(SizeLimit.MOST);
        assertThat(bytes(ToolJson.text(fitted.structured()))).isLessThanOrEqualTo(SizeLimit.MOST);
        assertThat(fitted.structured().path("tasks")).hasSize(30);
        assertThat(fitted.structured().path("nextCursor")).isEqualTo(answer.path("nextCursor"));
        assertThat(fitted.structured().path("hint").asString()).endsWith("were cut: ask for one.");
        assertThat(fitted.text()).contains("were cut: ask for one.", "nextCursor: ccc");
        JsonNode first = fitted.structured().path("tasks").get(0);
        assertThat(first.path("id")).isEqualTo(answer.path("tasks").get(0).path("id"));
        assertThat(first.path("description").asString()).endsWith("more characters)");
        int shown = first.path("tags").size();
        assertThat(first.path("tagsMore").asInt()).isEqualTo(50 - shown);
    }

    @Test
    void as_much_as_fits_is_left_and_no_character_is_halved() {
        ObjectNode answer = ToolJson.object();
        answer.putArray("tasks").addObject().put("key", "T-1").put("description", "x" + "😀".repeat(20_000));
        String cut = fitted(answer)
                .structured()
                .path("tasks")
                .get(0)
                .path("description")
                .asString();
        assertThat(cut).hasSizeGreaterThan(24_000).endsWith("😀… (" + (40_001 - 24_999) + " more characters)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "漢", "😀"})
    void what_was_written_is_all_there_with_its_key_however_long_its_title(String character) {
        ObjectNode answer = ToolJson.object();
        ArrayNode results = answer.putArray("results");
        for (int i = 0; i < 200; i++) {
            results.addObject()
                    .put("key", "T-" + i)
                    .put("title", character.repeat(500))
                    .put("version", 1);
        }
        ToolAnswer fitted = SizeLimit.of(answer, "ask for one", json -> {
            StringBuilder text = new StringBuilder();
            json.path("results").forEach(each -> text.append(line(each)).append('\n'));
            return text.toString();
        });
        assertThat(bytes(fitted.text())).isLessThanOrEqualTo(SizeLimit.MOST);
        assertThat(bytes(ToolJson.text(fitted.structured()))).isLessThanOrEqualTo(SizeLimit.MOST);
        assertThat(fitted.structured().path("results")).hasSize(200);
        assertThat(fitted.text()).contains("T-199 ");
    }

    @Test
    void a_hint_that_is_there_stays() {
        ObjectNode answer = answer(2, 100_000, "x").put("hint", "7 more.");
        assertThat(fitted(answer).structured().path("hint").asString()).startsWith("7 more. Texts over ");
    }

    private static String line(JsonNode written) {
        return written.path("key").asString() + " " + written.path("title").asString();
    }
}
