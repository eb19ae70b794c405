package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.devledger.adapters.mcp.tool.Caller;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls tools past the protocol, and holds every answer to what all of them promise. */
final class ToolCalls {
    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Some 25,000 tokens. */
    private static final int MOST = 60_000;

    private final ToolRegistry tools;

    ToolCalls(RunningDevledger running) {
        this.tools = running.bean(ToolRegistry.class);
    }

    record Answer(ObjectNode structured, String text) {}

    List<Declaration> declarations() {
        return tools.all();
    }

    JsonNode answer(String tool, String arguments) {
        return call(tool, arguments).structured();
    }

    Answer call(String tool, String arguments) {
        return switch (outcome(tool, arguments, "call-" + UUID.randomUUID())) {
            case Outcome.Answered(var answer) -> checked(tool, new Answer(answer.structured(), answer.text()));
            case Outcome.Failed(String text) -> throw new AssertionError(tool + arguments + " failed: " + text);
        };
    }

    String failure(String tool, String arguments) {
        return switch (outcome(tool, arguments, "call-" + UUID.randomUUID())) {
            case Outcome.Answered(var answer) ->
                throw new AssertionError(tool + arguments + " answered: " + answer.text());
            case Outcome.Failed(String text) -> {
                assertThat(text).doesNotContain("/api/", "Exception", "dev.devledger");
                yield text;
            }
        };
    }

    /** What a call asks the database. */
    List<String> statements(String tool, String arguments) {
        return statementsOf(() -> call(tool, arguments));
    }

    List<String> statementsOf(Runnable work) {
        String request = "call-" + UUID.randomUUID();
        Queue<String> seen = CountedDatabase.watch(request);
        MDC.put("requestId", request);
        try {
            work.run();
        } finally {
            MDC.remove("requestId");
        }
        return seen.stream()
                .filter(each -> !each.equals("commit") && !each.equals("rollback"))
                .toList();
    }

    private Outcome outcome(String tool, String arguments, String request) {
        Caller caller = new Caller("owner", "test/1", request);
        return tools.call(tool, caller, (ObjectNode) JSON.readTree(arguments), ProgressListener.NOBODY);
    }

    private Answer checked(String tool, Answer answer) {
        Declaration declaration = tools.all().stream()
                .filter(each -> each.name().equals(tool))
                .findFirst()
                .orElseThrow();
        JsonNode schema = JSON.valueToTree(declaration.output().json());
        assertThat(SCHEMAS.getSchema(schema).validate(answer.structured()))
                .as(tool + " answered " + answer.structured())
                .isEmpty();
        String json = answer.structured().toString();
        assertThat(json.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(MOST);
        assertThat(answer.text().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(MOST);
        assertThat(json).doesNotContain(":null");
        for (String field : List.of("hint", "nextCursor")) {
            if (answer.structured().has(field)) {
                assertThat(answer.text())
                        .contains(answer.structured().path(field).asString());
            }
        }
        return answer;
    }
}
