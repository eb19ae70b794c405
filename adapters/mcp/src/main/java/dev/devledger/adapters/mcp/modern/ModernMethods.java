package dev.devledger.adapters.mcp.modern;

import dev.devledger.adapters.mcp.app.AppPage;
import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.modern.ModernDoor.Method;
import dev.devledger.adapters.mcp.modern.ModernDoor.ModernRequest;
import dev.devledger.adapters.mcp.tool.CallKey;
import dev.devledger.adapters.mcp.tool.Consent;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Resources.Resource;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.ProgressListener;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Outcome;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts.Completions;
import dev.devledger.adapters.mcp.tool.ToolRegistry.Prompts.Prompt;
import dev.devledger.application.access.Access.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The methods of the revision, over the tools, resources and prompts that both eras share. */
public record ModernMethods(
        ToolRegistry tools,
        Resources resources,
        Prompts prompts,
        Completions completions,
        AppPage page,
        Card card,
        RequestState.Signer states,
        Subscriptions subscriptions) {
    private static final Logger LOG = LoggerFactory.getLogger(ModernMethods.class);

    /** The most completions that the protocol allows. */
    private static final int MOST = 100;

    /**
     * What the server tells of itself.
     *
     * @param server the name, the version and the icon
     * @param instructions the instructions for models
     */
    public record Card(Map<String, Object> server, String instructions) {}

    /** Returns the methods by name. */
    public Map<String, Method> all() {
        Map<String, Method> methods = new HashMap<>();
        methods.put("server/discover", request -> Cached.FOR_ALL.with(discovered()));
        methods.put("tools/list", request -> Cached.OF_TOKEN.with(list(request, "tools", listedTools(request))));
        methods.put("tools/call", this::call);
        methods.put(
                "resources/list", request -> Cached.NEVER.with(list(request, "resources", listedResources(request))));
        methods.put(
                "resources/templates/list",
                request -> Cached.FOR_ALL.with(list(
                        request,
                        "resourceTemplates",
                        resources.templates().stream()
                                .map(Resource::listedTemplate)
                                .toList())));
        methods.put("resources/read", this::read);
        methods.put("prompts/list", request -> Cached.FOR_ALL.with(list(request, "prompts", listedPrompts())));
        methods.put("prompts/get", this::prompt);
        methods.put("completion/complete", this::complete);
        methods.put(
                Subscriptions.LISTEN,
                request ->
                        subscriptions.listen(request, plainly("subscription", () -> subscriptions.listener(request))));
        return methods;
    }

    /** The time for which a client may keep a result, and whether it may give the result to other callers. */
    private enum Cached {
        FOR_ALL(Duration.ofHours(1), "public"),
        /** The list of tools depends on the token. */
        OF_TOKEN(Duration.ofMinutes(5), "private"),
        /** The ledger changes at any time. */
        NEVER(Duration.ZERO, "private");

        private final Duration time;
        private final String scope;

        Cached(Duration time, String scope) {
            this.time = time;
            this.scope = scope;
        }

        private Map<String, Object> with(Map<String, Object> result) {
            Map<String, Object> cached = new LinkedHashMap<>(result);
            cached.put("ttlMs", time.toMillis());
            cached.put("cacheScope", scope);
            return cached;
        }
    }

    private Map<String, Object> discovered() {
        Map<String, Object> capabilities = new LinkedHashMap<>();
        capabilities.put("tools", Map.of("listChanged", false));
        capabilities.put("resources", Map.of("subscribe", true, "listChanged", true));
        capabilities.put("prompts", Map.of("listChanged", false));
        capabilities.put("completions", Map.of());
        capabilities.put("extensions", Map.of(AppPage.EXTENSION, Map.of()));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("supportedVersions", Envelope.VERSIONS);
        result.put("capabilities", capabilities);
        result.put("instructions", card.instructions());
        result.put("_meta", Map.of(Message.META + "serverInfo", card.server()));
        return result;
    }

    /** Lists everything on one page, so that no cursor is known. */
    private static Map<String, Object> list(ModernRequest request, String name, List<Map<String, Object>> items) {
        if (!request.params().path("cursor").isMissingNode()) {
            throw invalid("There is no page at this cursor: the list has one page. Leave cursor out.");
        }
        return Map.of(name, items);
    }

    private List<Map<String, Object>> listedTools(ModernRequest request) {
        boolean shows = request.capabilities().path("extensions").has(AppPage.EXTENSION);
        return tools.listed(request.caller().known().access(), shows).stream()
                .map(Declaration::listed)
                .toList();
    }

    /** Lists the projects of today too, if the caller may read them. */
    private List<Map<String, Object>> listedResources(ModernRequest request) {
        boolean reads = request.caller().known().access().may(Scope.READ);
        List<Resource> current =
                reads ? plainly("list of resources", () -> request.caller().reading(resources::current)) : List.of();
        return Stream.concat(
                        Stream.concat(resources.listed().stream(), current.stream())
                                .map(Resource::listed),
                        Stream.of(AppPage.listed()))
                .toList();
    }

    private List<Map<String, Object>> listedPrompts() {
        return prompts.all().stream().map(Prompt::listed).toList();
    }

    private Map<String, Object> call(ModernRequest request) {
        String name = text(request.params(), "name");
        if (!tools.has(name)) {
            throw invalid("There is no tool " + Quoted.sent(name) + ". The tools are "
                    + String.join(", ", tools.offered()) + ".");
        }
        try {
            return outcome(name, request);
        } catch (GuardRefusal refusal) {
            throw refusal;
        } catch (Throwable failure) {
            LOG.error("Unexpected failure of the tool {}", name, failure);
            return result(new Outcome.Failed(unexpected()));
        }
    }

    /**
     * Runs a call. A call that asks the person ends with the question; the client repeats it with the answer, on any
     * node.
     */
    private Map<String, Object> outcome(String name, ModernRequest request) {
        ObjectNode arguments = arguments(request.params());
        String given = request.params().path("requestState").stringValue(null);
        Consent consent = new Consent(canAsk(request.capabilities()), Set.of());
        RequestState state = null;
        if (given != null) {
            RequestState expected = RequestState.of(name, request.caller(), arguments);
            state = plainly("question", () -> states.read(given, expected));
            consent = new Consent(consent.asks(), state.agreed());
            Boolean agrees = agrees(request.params().path("inputResponses"));
            if (Boolean.FALSE.equals(agrees)) {
                return result(Consent.declined());
            }
            if (agrees != null) {
                consent = consent.and(state.asked());
                giveKey(name, arguments, state.nonce());
            }
        }
        Outcome outcome = tools.call(name, request.caller(), arguments, progress(request), consent);
        if (!(outcome instanceof Outcome.Asks asks)) {
            return result(outcome);
        }
        RequestState open = state == null ? RequestState.of(name, request.caller(), arguments) : state;
        return asked(asks.question(), open.asking(asks.question().digest(), consent.agreed()));
    }

    /** Asks through a form only: a client that declares nothing more precise takes forms. */
    private static boolean canAsk(JsonNode capabilities) {
        JsonNode elicitation = capabilities.path("elicitation");
        return elicitation.isObject()
                && (elicitation.isEmpty() || elicitation.path("form").isObject());
    }

    /** Returns whether the person agrees; null if the answer is missing, so that the person is asked again. */
    private static @Nullable Boolean agrees(JsonNode responses) {
        JsonNode answer = responses.path(Consent.ARGUMENT);
        if (answer.isMissingNode()) {
            return null;
        }
        if (!answer.path("action").isString()) {
            throw invalid("The param inputResponses.confirm must be the result of elicitation/create.");
        }
        return answer.path("action").stringValue().equals("accept")
                && answer.path("content").path(Consent.ARGUMENT).booleanValue(false);
    }

    /** Makes a repeat of the confirmed call get the first answer, if the call has no key of its own. */
    private void giveKey(String tool, ObjectNode arguments, String nonce) {
        if (tools.takes(tool, CallKey.FIELD) && !arguments.has(CallKey.FIELD)) {
            arguments.put(CallKey.FIELD, nonce);
        }
    }

    private Map<String, Object> asked(Consent.Question question, RequestState state) {
        Map<String, Object> form =
                Map.of("mode", "form", "message", question.harm(), "requestedSchema", Consent.Question.form());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("resultType", "input_required");
        result.put("inputRequests", Map.of(Consent.ARGUMENT, Map.of("method", "elicitation/create", "params", form)));
        result.put("requestState", plainly("question", () -> states.write(state)));
        return result;
    }

    private static ObjectNode arguments(JsonNode params) {
        JsonNode arguments = params.path("arguments");
        if (arguments.isMissingNode() || arguments.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (arguments instanceof ObjectNode object) {
            return object;
        }
        throw invalid("The param arguments must be an object.");
    }

    private static Map<String, Object> result(Outcome outcome) {
        Map<String, Object> result = new LinkedHashMap<>();
        switch (outcome) {
            case Outcome.Answered answered -> {
                result.put("content", content(answered.answer().text()));
                result.put("structuredContent", answered.answer().structured());
                result.put("isError", false);
                if (answered.answer().page() != null) {
                    result.put("_meta", Map.of(AppPage.DATA, answered.answer().page()));
                }
            }
            case Outcome.Failed failed -> {
                result.put("content", content(failed.text()));
                result.put("isError", true);
            }
            case Outcome.Asks asks -> throw new IllegalStateException(asks.toString());
        }
        return result;
    }

    private static List<Map<String, Object>> content(String text) {
        return List.of(Map.of("type", "text", "text", text));
    }

    private static ProgressListener progress(ModernRequest request) {
        JsonNode token = request.params().path("_meta").path("progressToken");
        if (!request.notifications().isOpen() || !(token.isString() || token.isIntegralNumber())) {
            return ProgressListener.NOBODY;
        }
        return ProgressListener.growing((done, total, message) -> {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("progressToken", token);
            params.put("progress", done);
            if (total != null) {
                params.put("total", total);
            }
            params.put("message", message);
            request.notifications().send("notifications/progress", params);
            if (!request.notifications().isOpen()) {
                throw new CancellationException("the client has left");
            }
        });
    }

    private Map<String, Object> read(ModernRequest request) {
        String uri = text(request.params(), "uri");
        if (uri.equals(AppPage.URI)) {
            return Cached.FOR_ALL.with(Map.of("contents", List.of(page.content())));
        }
        String markdown =
                plainly("resource " + uri, () -> request.caller().<@Nullable String>reading(() -> resources.read(uri)));
        if (markdown == null) {
            throw invalid("There is no resource " + Quoted.sent(uri)
                            + ". Call resources/list and resources/templates/list.")
                    .with(Map.of("uri", uri));
        }
        return Cached.NEVER.with(
                Map.of("contents", List.of(Map.of("uri", uri, "mimeType", Resource.MARKDOWN, "text", markdown))));
    }

    private Map<String, Object> prompt(ModernRequest request) {
        String name = text(request.params(), "name");
        Prompt prompt = prompts.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> invalid("There is no prompt " + Quoted.sent(name) + ". Call prompts/list."));
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments(request.params()).properties().forEach(each -> {
            if (!each.getValue().isNull()) {
                arguments.put(
                        each.getKey(), each.getValue().asString(each.getValue().toString()));
            }
        });
        String text = plainly("prompt " + name, () -> {
            prompt.require(arguments);
            return request.caller().reading(() -> prompts.text(name, arguments));
        });
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("description", prompt.description());
        result.put(
                "messages",
                List.of(Map.of("role", "user", "content", content(text).getFirst())));
        return result;
    }

    private Map<String, Object> complete(ModernRequest request) {
        JsonNode ref = request.params().path("ref");
        boolean known =
                switch (ref.path("type").asString("")) {
                    case "ref/prompt" ->
                        prompts.all().stream().anyMatch(each -> each.name()
                                .equals(ref.path("name").asString("")));
                    case "ref/resource" ->
                        resources.templates().stream().anyMatch(each -> each.uri()
                                .equals(ref.path("uri").asString("")));
                    default -> false;
                };
        if (!known) {
            throw invalid("The param ref must be of the type ref/prompt with the name of a prompt, or of the type"
                    + " ref/resource with the uri of a template.");
        }
        String argument = text(request.params().path("argument"), "name");
        String typed = request.params().path("argument").path("value").asString("");
        List<String> values = plainly(
                "completion of " + argument, () -> request.caller().reading(() -> completions.of(argument, typed)));
        return Map.of("completion", Map.of("values", values.stream().limit(MOST).toList()));
    }

    private static String text(JsonNode params, String field) {
        JsonNode text = params.path(field);
        if (!text.isString()) {
            throw invalid("The param " + field + " must be a string.");
        }
        return text.stringValue();
    }

    /** Turns failures outside of tools, whose results have no {@code isError}, into errors without internal details. */
    private <T extends @Nullable Object> T plainly(String what, Supplier<T> answer) {
        try {
            return answer.get();
        } catch (GuardRefusal refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            String words = tools.words(failure, requestId());
            throw ToolFailure.isOfCaller(failure)
                    ? invalid(words)
                    : new GuardRefusal(200, GuardRefusal.INTERNAL, words);
        } catch (Throwable failure) {
            LOG.error("Unexpected failure of the {}", what, failure);
            throw new GuardRefusal(200, GuardRefusal.INTERNAL, unexpected());
        }
    }

    private static GuardRefusal invalid(String words) {
        return new GuardRefusal(400, GuardRefusal.INVALID_PARAMS, words);
    }

    private static String unexpected() {
        return "internal: unexpected error, id " + requestId() + ".";
    }

    /** Returns the request id from the log's context: the filter that sets the id there also sends it in the answer. */
    static String requestId() {
        String logged = MDC.get("requestId");
        return logged == null ? UUID.randomUUID().toString() : logged;
    }
}
