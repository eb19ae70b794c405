package dev.devledger.bootstrap.conformance;

import static dev.devledger.bootstrap.conformance.FixtureTool.NO_ARGUMENTS;
import static dev.devledger.bootstrap.conformance.Fixtures.text;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Tools that tell something while they work. */
final class TalkingTools {
    /** The suite's, so that it can tell notices that come while the tool works from those that come at its end. */
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private TalkingTools() {}

    static List<SyncToolSpecification> all() {
        return List.of(
                FixtureTool.of("test_tool_with_logging", NO_ARGUMENTS, TalkingTools::log),
                FixtureTool.of("test_logging_tool", NO_ARGUMENTS, TalkingTools::log),
                FixtureTool.of("test_tool_with_progress", NO_ARGUMENTS, TalkingTools::progress),
                FixtureTool.answering("test_reconnection", text("Nothing was lost.")));
    }

    private static CallToolResult log(McpSyncServerExchange exchange, CallToolRequest request) {
        log(exchange, "Tool execution started");
        work();
        log(exchange, "Tool processing data");
        work();
        log(exchange, "Tool execution completed");
        return FixtureTool.answer(text("Three messages were logged."));
    }

    private static void log(McpSyncServerExchange exchange, String message) {
        exchange.loggingNotification(LoggingMessageNotification.builder(LoggingLevel.INFO, message)
                .logger("conformance")
                .build());
    }

    private static CallToolResult progress(McpSyncServerExchange exchange, CallToolRequest request) {
        Map<String, Object> meta = request.meta();
        Object token = meta == null ? null : meta.get("progressToken");
        progress(exchange, token, 0);
        work();
        progress(exchange, token, 50);
        work();
        progress(exchange, token, 100);
        return FixtureTool.answer(text("All of it is done."));
    }

    private static void progress(McpSyncServerExchange exchange, Object token, double done) {
        if (token != null) {
            exchange.progressNotification(
                    ProgressNotification.builder(token, done).total(100.0).build());
        }
    }

    private static void work() {
        LockSupport.parkNanos(BETWEEN.toNanos());
    }
}
