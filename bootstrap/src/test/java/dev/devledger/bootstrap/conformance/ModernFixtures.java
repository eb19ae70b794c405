package dev.devledger.bootstrap.conformance;

import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.modern.ModernDoor.Method;
import dev.devledger.adapters.mcp.modern.ModernDoor.ModernRequest;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The fixtures in the revision 2026-07-28: those of {@link Fixtures} that ask nobody, and {@link RoundTripFixtures}. */
final class ModernFixtures {
    private ModernFixtures() {}

    static void addTo(Map<String, Method> methods) {
        addTools(methods);
        addPrompts(methods);
        addResources(methods);
        addCompletion(methods);
    }

    private static void addTools(Map<String, Method> methods) {
        List<Map<String, Object>> listed = new ArrayList<>();
        Map<String, Method> answers = new LinkedHashMap<>();
        RoundTripFixtures.tools().forEach((name, answer) -> {
            listed.add(json(FixtureTool.answering(name).tool()));
            answers.put(name, answer);
        });
        for (SyncToolSpecification tool : Stream.of(ContentTools.all(), TalkingTools.all())
                .flatMap(List::stream)
                .toList()) {
            listed.add(json(tool.tool()));
            answers.put(
                    tool.tool().name(),
                    request ->
                            json(tool.callHandler().apply(exchange(request), params(request, CallToolRequest.class))));
        }
        addToList(methods, "tools/list", "tools", listed);
        addAnswers(methods, "tools/call", "/name", answers);
    }

    private static void addPrompts(Map<String, Method> methods) {
        List<Map<String, Object>> listed = new ArrayList<>();
        Map<String, Method> answers = new LinkedHashMap<>();
        FixturePrompts.all().forEach(prompt -> {
            listed.add(json(prompt.prompt()));
            answers.put(
                    prompt.prompt().name(),
                    request -> json(
                            prompt.promptHandler().apply(exchange(request), params(request, GetPromptRequest.class))));
        });
        listed.add(json(FixturePrompts.prompt(RoundTripFixtures.PROMPT, List.of(), given -> List.of())
                .prompt()));
        answers.put(RoundTripFixtures.PROMPT, RoundTripFixtures.prompt());
        addToList(methods, "prompts/list", "prompts", listed);
        addAnswers(methods, "prompts/get", "/name", answers);
    }

    private static void addResources(Map<String, Method> methods) {
        List<Map<String, Object>> listed = new ArrayList<>();
        Map<String, Method> answers = new LinkedHashMap<>();
        FixtureResources.all().forEach(resource -> {
            listed.add(json(resource.resource()));
            answers.put(
                    resource.resource().uri(),
                    request -> uncached(json(resource.readHandler()
                            .apply(exchange(request), params(request, ReadResourceRequest.class)))));
        });
        var template = FixtureResources.template();
        // The one address that the suite reads of the template.
        answers.put(
                "test://template/123/data",
                request -> uncached(json(
                        template.readHandler().apply(exchange(request), params(request, ReadResourceRequest.class)))));
        addToList(methods, "resources/list", "resources", listed);
        addToList(methods, "resources/templates/list", "resourceTemplates", List.of(json(template.resourceTemplate())));
        addAnswers(methods, "resources/read", "/uri", answers);
    }

    private static void addCompletion(Map<String, Method> methods) {
        var completion = FixturePrompts.completion().completionHandler();
        Method answer = request -> json(completion.apply(exchange(request), params(request, CompleteRequest.class)));
        addAnswers(methods, "completion/complete", "/ref/name", Map.of(FixturePrompts.WITH_ARGUMENTS, answer));
    }

    /** Appends to a list of the server, which keeps its other fields. */
    private static void addToList(
            Map<String, Method> methods, String name, String field, List<Map<String, Object>> fixtures) {
        Method server = Objects.requireNonNull(methods.get(name));
        methods.put(name, request -> {
            Map<String, Object> answer = new LinkedHashMap<>(server.answer(request));
            answer.put(
                    field,
                    Stream.concat(((List<?>) answer.get(field)).stream(), fixtures.stream())
                            .toList());
            return answer;
        });
    }

    /** @param pointer to the param that says which fixture is meant; what names none is for the server */
    private static void addAnswers(
            Map<String, Method> methods, String name, String pointer, Map<String, Method> fixtures) {
        Method server = Objects.requireNonNull(methods.get(name));
        methods.put(name, request -> fixtures.getOrDefault(
                        request.params().at(pointer).asString(""), server)
                .answer(request));
    }

    private static Map<String, Object> uncached(Map<String, Object> result) {
        result.put("ttlMs", 0);
        result.put("cacheScope", "private");
        return result;
    }

    private static Map<String, Object> json(Object value) {
        return McpJsonDefaults.getMapper().convertValue(value, new TypeRef<LinkedHashMap<String, Object>>() {});
    }

    private static <T> T params(ModernRequest request, Class<T> type) {
        return McpJsonDefaults.getMapper().convertValue(request.params(), type);
    }

    private static McpSyncServerExchange exchange(ModernRequest request) {
        return new McpSyncServerExchange(new McpAsyncServerExchange(
                "",
                new OneRequest(request),
                ClientCapabilities.builder().build(),
                Implementation.builder("conformance", "0").build(),
                McpTransportContext.EMPTY));
    }

    /** A request for handlers that expect a session: it sends notifications and nothing else. */
    private record OneRequest(ModernRequest request) implements McpLoggableSession {
        /** A client gets log messages with those requests only that name a level. */
        @Override
        public boolean isNotificationForLevelAllowed(LoggingLevel level) {
            return request.params().path("_meta").has(Message.META + "logLevel");
        }

        @Override
        public Mono<Void> sendNotification(String method, Object params) {
            return Mono.fromRunnable(() -> request.notifications().send(method, json(params)));
        }

        @Override
        public <T> Mono<T> sendRequest(String method, Object params, TypeRef<T> type) {
            return Mono.error(new UnsupportedOperationException("This revision has no requests of a server."));
        }

        @Override
        public void setMinLoggingLevel(LoggingLevel level) {
            throw new UnsupportedOperationException("This revision has no session that could keep a level.");
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public void close() {
            // A request holds nothing.
        }
    }
}
