package dev.devledger.adapters.mcp.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What clients are told of the writing tools, to the word. */
class WritingDeclarationsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @SuppressWarnings("NullAway") // a declaration needs nothing of what its tool works with
    static Stream<Declaration> declarations() {
        return Stream.<Tool>of(
                        new CreateTasks(null, null, null, null, ZoneOffset.UTC),
                        new UpdateTasks(null, null, null, null, ZoneOffset.UTC),
                        new CompleteTasks(null, null, null),
                        new MoveTasks(null, null, null, null),
                        new DeleteItems(null, null, null, null),
                        new SaveProject(null, null, null, null, ZoneOffset.UTC),
                        new UndoChanges(null, null, null, null),
                        new SyncNow(null, null, null),
                        new ResolveSyncConflicts(null, null))
                .map(Tool::declaration);
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void a_declaration_is_that_of_the_design(Declaration declared) throws IOException {
        JsonNode designed = designed(declared.name());
        Hints hints = declared.hints();
        assertThat(declared.title()).isEqualTo(designed.path("title").asString());
        assertThat(declared.description())
                .isEqualTo(designed.path("description").asString());
        assertThat(JSON.<JsonNode>valueToTree(declared.input().json())).isEqualTo(designed.path("inputSchema"));
        assertThat(JSON.<JsonNode>valueToTree(declared.output().json())).isEqualTo(designed.path("outputSchema"));
        assertThat(JSON.<JsonNode>valueToTree(Map.of(
                        "readOnlyHint",
                        hints.readOnly(),
                        "destructiveHint",
                        hints.destructive(),
                        "idempotentHint",
                        hints.idempotent(),
                        "openWorldHint",
                        hints.openWorld())))
                .isEqualTo(designed.path("annotations"));
        assertThat(List.copyOf(properties(JSON.valueToTree(declared.input().json()))))
                .isEqualTo(List.copyOf(properties(designed.path("inputSchema"))));
    }

    private static List<String> properties(JsonNode schema) {
        return schema.path("properties").propertyStream().map(Map.Entry::getKey).toList();
    }

    private static JsonNode designed(String name) throws IOException {
        try (InputStream in = WritingDeclarationsTest.class.getResourceAsStream("/mcp/tools.json")) {
            JsonNode all = JSON.readTree(Objects.requireNonNull(in));
            JsonNode tools = all.isArray() ? all : all.path("tools");
            return tools.valueStream()
                    .filter(each -> each.path("name").asString().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
