package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** MCP's Inspector looks at the real door, with a token. {@code conformance/inspect} runs it. */
class InspectorTrial {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TrialTable TABLE = new TrialTable("inspector.md");
    /** It prints warnings before it, and behind it. */
    private static final Pattern ANSWER = Pattern.compile("^\\{.*?^\\}$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final NodeProject INSPECTOR = new NodeProject(Path.of("..", "conformance"));
    private static final String PACKAGE = "@modelcontextprotocol/inspector";

    private RunningDevledger running;

    private void start(String toolsets) {
        TrialProcess.tell();
        running = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.mcp.toolsets=" + toolsets,
                "devledger.trackingtime.tools=all",
                "devledger.clickup.mode=sandbox");
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void the_default_tools_are_clean_and_one_can_be_called() {
        start("default");
        isClean("default");
        NodeProject.Ended called =
                inspect("--method", "tools/call", "--tool-name", "find_tasks", "--tool-arg", "query=x");
        TABLE.row(
                "tools/call find_tasks",
                "exit " + called.code(),
                "an answer with its structured content",
                called.code() == 0
                        && json(called).at("/structuredContent/tasks").isArray());
    }

    @Test
    void all_tools_are_clean() {
        start("default,ticktick,clickup,trackingtime");
        isClean("default,ticktick,clickup,trackingtime");
    }

    private void isClean(String toolsets) {
        NodeProject.Ended listed = inspect("--method", "tools/list", "--strict");
        if (!besides(listed).isEmpty()) {
            TABLE.note(toolsets + ": " + besides(listed));
        }
        TABLE.row(
                "tools/list --strict, toolsets " + toolsets,
                "%d tools, exit %d".formatted(json(listed).path("tools").size(), listed.code()),
                "no problem with a schema",
                listed.code() == 0);
    }

    private NodeProject.Ended inspect(String... method) {
        Api api = running.api();
        List<String> command = new ArrayList<>(List.of(
                "node_modules/" + PACKAGE + "/clients/launcher/build/index.js",
                "--cli",
                api.base() + "/mcp",
                "--transport",
                "http",
                "--header",
                "Authorization: Bearer " + api.token()));
        command.addAll(List.of(method));
        return INSPECTOR.node(Map.of(), command.toArray(String[]::new));
    }

    /** What it prints besides the answer. */
    private static String besides(NodeProject.Ended ended) {
        return ANSWER.matcher(ended.output()).replaceFirst("").strip();
    }

    private static JsonNode json(NodeProject.Ended ended) {
        Matcher answer = ANSWER.matcher(ended.output());
        assertThat(answer.find()).as(ended.output()).isTrue();
        return JSON.readTree(answer.group());
    }
}
