package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.app.AppPage;
import dev.devledger.adapters.mcp.server.CallerContext.ProtocolErrors;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Registers the tools with the SDK. */
record ToolRegistration(ToolRegistry registry) {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRegistration.class);

    /** The most questions of one call. What is asked anew so often changes faster than a person can answer. */
    private static final int MOST_QUESTIONS = 5;

    /** Keeps nulls, as the tool's schema decides whether nulls are allowed. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    List<SyncToolSpecification> specifications() {
        return registry.all().stream().map(this::specification).toList();
    }

    private SyncToolSpecification specification(Declaration declaration) {
        return SyncToolSpecification.builder()
                .tool(McpJsonDefaults.getMapper().convertValue(declaration.listed(), McpSchema.Tool.class))
                .callHandler(this::call)
                .build();
    }

    /** Runs a call and catches all exceptions, as the SDK would send an exception's message to the client. */
    private CallToolResult call(McpSyncServerExchange exchange, CallToolRequest request) {
        try {
            return result(outcome(exchange, request));
        } catch (Throwable failure) {
            LOG.error("Unexpected failure of the tool {}", request.name(), failure);
            return failed(ProtocolErrors.unexpected());
        }
    }

    /** Runs a call as often as it asks the person something new, to which the person agrees. */
    private ToolRegistry.Outcome outcome(McpSyncServerExchange exchange, CallToolRequest request) {
        Consent consent = canAsk(exchange.getClientCapabilities()) ? Consent.NOT_ASKED : Consent.BY_ARGUMENT;
        for (int questions = 0; questions < MOST_QUESTIONS; questions++) {
            ToolRegistry.Outcome outcome = registry.call(
                    request.name(),
                    CallerContext.of(exchange),
                    arguments(request),
                    progress(exchange, request),
                    consent);
            if (!(outcome instanceof ToolRegistry.Outcome.Asks asks)) {
                return outcome;
            }
            if (!agrees(exchange, asks.question())) {
                return Consent.declined();
            }
            consent = consent.and(asks.question());
        }
        return Consent.declined();
    }

    private static boolean canAsk(@Nullable ClientCapabilities client) {
        ClientCapabilities.Elicitation asking = client == null ? null : client.elicitation();
        return asking != null && (asking.form() != null || asking.url() == null);
    }

    /** Asks the person. No answer in time is none. */
    private static boolean agrees(McpSyncServerExchange exchange, Consent.Question question) {
        try {
            ElicitResult answer =
                    exchange.createElicitation(ElicitFormRequest.builder(question.harm(), Consent.Question.form())
                            .build());
            return answer.action() == ElicitResult.Action.ACCEPT
                    && answer.content() != null
                    && Boolean.TRUE.equals(answer.content().get(Consent.ARGUMENT));
        } catch (RuntimeException unanswered) {
            LOG.info("A question to the user was not answered: {}", unanswered.getMessage());
            return false;
        }
    }

    private static ObjectNode arguments(CallToolRequest request) {
        Map<String, Object> arguments = request.arguments();
        return JSON.valueToTree(arguments == null ? Map.of() : arguments);
    }

    private static CallToolResult result(ToolRegistry.Outcome outcome) {
        return switch (outcome) {
            case ToolRegistry.Outcome.Answered answered -> answered(answered.answer());
            case ToolRegistry.Outcome.Failed failed -> failed(failed.text());
            case ToolRegistry.Outcome.Asks asks -> throw new IllegalStateException(asks.toString());
        };
    }

    private static CallToolResult answered(ToolAnswer answer) {
        CallToolResult.Builder result = CallToolResult.builder()
                .addTextContent(answer.text())
                .structuredContent(answer.structured())
                .isError(false);
        return answer.page() == null
                ? result.build()
                : result.meta(Map.of(AppPage.DATA, answer.page())).build();
    }

    private static CallToolResult failed(String text) {
        return CallToolResult.builder().addTextContent(text).isError(true).build();
    }

    /** Returns the listener of a call's progress, for a client that sent a progress token. */
    private static ProgressListener progress(McpSyncServerExchange exchange, CallToolRequest request) {
        Map<String, Object> meta = request.meta();
        Object token = meta == null ? null : meta.get("progressToken");
        return token == null
                ? ProgressListener.NOBODY
                : ProgressListener.growing((done, total, message) ->
                        exchange.progressNotification(ProgressNotification.builder(token, done)
                                .total(total)
                                .message(message)
                                .build()));
    }

    /**
     * The order of the tools in the list. The order is the same at each start, as clients cache the prompt with the
     * list.
     */
    static final class ToolOrder {
        private static final List<String> NAMES = List.of(
                "find_tasks",
                "get_task",
                "get_overview",
                "get_history",
                "claim_tasks",
                "create_tasks",
                "update_tasks",
                "complete_tasks",
                "move_tasks",
                "delete_items",
                "save_project",
                "undo_changes",
                "sync_now",
                "resolve_sync_conflicts",
                "start_timer",
                "stop_timer",
                "save_time_entries",
                "get_time_report",
                "show",
                "ticktick_list_projects",
                "ticktick_get_project",
                "ticktick_create_project",
                "ticktick_update_project",
                "ticktick_delete_project",
                "ticktick_create_task",
                "ticktick_update_task",
                "ticktick_complete_task",
                "ticktick_delete_task",
                "clickup_list_teams",
                "clickup_list_spaces",
                "clickup_list_folders",
                "clickup_list_lists",
                "clickup_create_list",
                "clickup_list_tasks",
                "clickup_get_task",
                "clickup_create_task",
                "clickup_update_task",
                "clickup_set_status",
                "clickup_assign",
                "clickup_delete_task",
                "clickup_list_comments",
                "clickup_add_comment",
                "clickup_list_boards",
                "clickup_get_board",
                "clickup_create_board",
                "clickup_connection");

        private ToolOrder() {}

        /** Sorts the tools. A tool without a place in the order comes last. */
        static List<Tool> sorted(Collection<Tool> tools) {
            return tools.stream()
                    .sorted(Comparator.comparingInt(ToolOrder::place)
                            .thenComparing(tool -> tool.declaration().name()))
                    .toList();
        }

        private static int place(Tool tool) {
            int place = NAMES.indexOf(tool.declaration().name());
            return place < 0 ? NAMES.size() : place;
        }
    }
}
