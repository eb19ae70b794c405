package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Outcome;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tools of the running application, called as the server calls them, each answer held to the tool's own promises. */
final class Tools {
    static final String CLIENT = "test-agent/1.2";

    /** Some 25,000 tokens. */
    private static final int MOST = 60_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final ToolRegistry registry;
    private final Map<String, Declaration> declarations;
    private final JdbcClient jdbc;

    Tools(RunningDevledger devledger) {
        registry = devledger.bean(ToolRegistry.class);
        declarations = registry.all().stream().collect(Collectors.toMap(Declaration::name, Function.identity()));
        jdbc = JdbcClient.create(devledger.bean(DataSource.class));
    }

    /** What it answers; a failure fails the test with its text. */
    ToolAnswer call(String tool, String arguments) {
        return call(tool, arguments, UUID.randomUUID().toString(), ProgressListener.NOBODY);
    }

    ToolAnswer call(String tool, String arguments, String requestId, ProgressListener progress) {
        return switch (outcome(tool, arguments, requestId, progress)) {
            case Outcome.Answered(var answer) -> held(tool, answer);
            case Outcome.Failed(var text) -> throw new AssertionError(tool + " " + arguments + ": " + text);
            case Outcome.Asks(var question) -> throw new AssertionError(tool + " asks: " + question);
        };
    }

    /** Its structured answer. */
    JsonNode json(String tool, String arguments) {
        return call(tool, arguments).structured();
    }

    /** The text of its failure, which an answer fails the test in place of. */
    String failure(String tool, String arguments) {
        Outcome outcome = outcome(tool, arguments, UUID.randomUUID().toString(), ProgressListener.NOBODY);
        if (outcome instanceof Outcome.Failed(var text)) {
            assertThat(text)
                    .doesNotContain("/api")
                    .doesNotContain("dev.devledger")
                    .matches("(?s)[a-z_]+: .*\\.");
            return text;
        }
        throw new AssertionError(tool + " " + arguments + " answered " + outcome);
    }

    boolean succeeds(String tool, String arguments) {
        return outcome(tool, arguments, UUID.randomUUID().toString(), ProgressListener.NOBODY)
                instanceof Outcome.Answered;
    }

    /** What a person who has agreed to so much is asked. */
    Consent.Question question(String tool, String arguments, Consent consent) {
        return switch (outcome(tool, arguments, consent)) {
            case Outcome.Asks(var question) -> question;
            case Outcome other -> throw new AssertionError(tool + " " + arguments + " does not ask: " + other);
        };
    }

    /** What it answers where a person who can be asked has agreed to so much. */
    ToolAnswer agreed(String tool, String arguments, Consent consent) {
        return switch (outcome(tool, arguments, consent)) {
            case Outcome.Answered(var answer) -> held(tool, answer);
            case Outcome other -> throw new AssertionError(tool + " " + arguments + ": " + other);
        };
    }

    private Outcome outcome(String tool, String arguments, Consent consent) {
        Caller caller = new Caller(
                AuthenticatedCaller.owner(), CLIENT, UUID.randomUUID().toString());
        return registry.call(tool, caller, (ObjectNode) JSON.readTree(arguments), ProgressListener.NOBODY, consent);
    }

    private Outcome outcome(String tool, String arguments, String requestId, ProgressListener progress) {
        return registry.call(
                tool,
                new Caller(AuthenticatedCaller.owner(), CLIENT, requestId),
                (ObjectNode) JSON.readTree(arguments),
                progress);
    }

    private ToolAnswer held(String tool, ToolAnswer answer) {
        JsonNode schema = JSON.valueToTree(declarations.get(tool).output().json());
        assertThat(SCHEMAS.getSchema(schema).validate(answer.structured()))
                .as(answer.structured().toString())
                .isEmpty();
        String structured = answer.structured().toString();
        assertThat(structured).doesNotContain(":null");
        assertThat(answer.text()).isNotBlank().doesNotContain("/api");
        for (String whole : List.of(structured, answer.text())) {
            assertThat(whole.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(MOST);
        }
        assertThat(answer.text())
                .contains(answer.structured().path("nextCursor").asString(""));
        if (!answer.structured().has("dryRun")) { // which says it in other words
            assertThat(answer.text()).contains(answer.structured().path("hint").asString(""));
        }
        return answer;
    }

    List<Declaration> declarations() {
        return registry.all();
    }

    /** What a call asks the database. */
    List<String> statements(String tool, String arguments) {
        return statementsOf(() -> call(tool, arguments));
    }

    static List<String> statementsOf(Runnable work) {
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

    /** How many events of projects and tasks there are. */
    long events() {
        return jdbc.sql("select count(*) from event where stream_id like 'task-%' or stream_id like 'project-%'")
                .query(Long.class)
                .single();
    }

    long keysKept(String key) {
        return jdbc.sql("select count(*) from idempotency_key where key = :key")
                .param("key", key)
                .query(Long.class)
                .single();
    }

    static String changeSet(JsonNode answer) {
        assertThat(answer.has("changeSet")).as(answer.toString()).isTrue();
        return answer.path("changeSet").asString();
    }

    static List<String> keys(JsonNode answer) {
        return Samples.each(answer.path("results"), each -> each.path("key").asString());
    }

    static String quoted(List<String> keys) {
        return keys.stream().map(key -> '"' + key + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
