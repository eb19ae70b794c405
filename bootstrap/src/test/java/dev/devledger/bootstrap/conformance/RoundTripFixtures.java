package dev.devledger.bootstrap.conformance;

import static dev.devledger.bootstrap.conformance.Fixtures.schema;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.modern.ModernDoor.Method;
import dev.devledger.adapters.mcp.modern.ModernDoor.ModernRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Tools and a prompt that answer with questions, and are called again with what was said to them. */
final class RoundTripFixtures {
    static final String PROMPT = "test_input_required_result_prompt";

    private static final Question NAME = Question.form("user_name", "What is your name?", "name", "string");
    private static final Question CONFIRM = Question.form("confirm", "Please confirm", "ok", "boolean");
    private static final Question FIRST = Question.form("step1", "Step 1: What is your name?", "name", "string");
    private static final Question SECOND =
            Question.form("step2", "Step 2: What is your favorite color?", "color", "string");
    private static final Question CONTEXT =
            Question.form("user_context", "What context should the prompt use?", "context", "string");
    private static final Question CAPITAL =
            Question.sampling("capital_question", "What is the capital of France?", 100);
    private static final Question GREETING = Question.sampling("greeting", "Generate a greeting", 50);
    private static final Question ROOTS = new Question("client_roots", "roots/list", Map.of());

    private RoundTripFixtures() {}

    static Map<String, Method> tools() {
        Map<String, Method> tools = new LinkedHashMap<>();
        tools.put("test_missing_capability", asking(CAPITAL));
        tools.put("test_streaming_elicitation", asking(NAME));
        tools.put("test_input_required_result_elicitation", asking(NAME));
        tools.put("test_input_required_result_sampling", asking(CAPITAL));
        tools.put("test_input_required_result_list_roots", asking(ROOTS));
        tools.put(
                "test_input_required_result_request_state",
                new Asking(List.of(List.of(CONFIRM)), true, said -> text("state-ok"))::answer);
        tools.put(
                "test_input_required_result_tampered_state",
                new Asking(List.of(List.of(CONFIRM)), true, RoundTripFixtures::told)::answer);
        tools.put(
                "test_input_required_result_multiple_inputs",
                new Asking(List.of(List.of(NAME, GREETING, ROOTS)), true, RoundTripFixtures::told)::answer);
        tools.put(
                "test_input_required_result_multi_round",
                new Asking(List.of(List.of(FIRST), List.of(SECOND)), true, RoundTripFixtures::told)::answer);
        tools.put("test_input_required_result_capabilities", request -> asking(Stream.of(NAME, CAPITAL, ROOTS)
                        .filter(each -> each.fits(request))
                        .toArray(Question[]::new))
                .answer(request));
        return tools;
    }

    static Method prompt() {
        return new Asking(
                        List.of(List.of(CONTEXT)),
                        false,
                        said -> Map.of(
                                "messages",
                                List.of(Map.of("role", "user", "content", Map.of("type", "text", "text", said)))))
                ::answer;
    }

    private static Method asking(Question... questions) {
        return new Asking(List.of(List.of(questions)), false, RoundTripFixtures::told)::answer;
    }

    private static Map<String, Object> told(String said) {
        return text("You said: " + said);
    }

    private static Map<String, Object> text(String text) {
        return Map.of("content", List.of(Map.of("type", "text", "text", text)));
    }

    private static GuardRefusal invalid(String words) {
        return new GuardRefusal(400, GuardRefusal.INVALID_PARAMS, words);
    }

    /** @param method of the request that the client fulfils, which begins with the capability that it needs */
    private record Question(String key, String method, Map<String, Object> params) {
        static Question form(String key, String message, String field, String type) {
            return new Question(
                    key, "elicitation/create", Map.of("message", message, "requestedSchema", schema("""
                                    {"type": "object", "properties": {"%1$s": {"type": "%2$s"}}, "required": ["%1$s"]}
                                    """.formatted(
                                    field, type))));
        }

        static Question sampling(String key, String prompt, int most) {
            Map<String, Object> message = Map.of("role", "user", "content", Map.of("type", "text", "text", prompt));
            return new Question(key, "sampling/createMessage", Map.of("messages", List.of(message), "maxTokens", most));
        }

        private String capability() {
            return method.substring(0, method.indexOf('/'));
        }

        boolean fits(ModernRequest request) {
            return request.capabilities().has(capability());
        }

        void require(ModernRequest request) {
            if (!fits(request)) {
                throw new GuardRefusal(
                                400, GuardRefusal.MISSING_CAPABILITY, "The client has to offer " + capability() + ".")
                        .with(Map.of("requiredCapabilities", Map.of(capability(), Map.of())));
            }
        }

        /** An answer that is missing is asked for again; one of another form is an error. */
        boolean isAnswered(JsonNode answers) {
            JsonNode answer = answers.path(key);
            if (!answer.isMissingNode() && !answer.isObject()) {
                throw invalid("The answer to " + key + " must be an object.");
            }
            return answer.isObject();
        }

        Map<String, Object> json() {
            return Map.of("method", method, "params", params);
        }
    }

    /**
     * Asks for one round of answers after the other.
     *
     * @param signed true if the client has to send back which round it answers
     * @param end the result that is made of the answers to the last round
     */
    private record Asking(List<List<Question>> rounds, boolean signed, Function<String, Map<String, Object>> end) {
        Map<String, Object> answer(ModernRequest request) {
            JsonNode answers = request.params().path("inputResponses");
            if (!answers.isMissingNode() && !answers.isObject()) {
                throw invalid("The param inputResponses must be an object.");
            }
            int asked = signed ? State.round(request, rounds.size()) : 0;
            boolean answered =
                    asked >= 0 && rounds.get(asked).stream().allMatch(question -> question.isAnswered(answers));
            int round = answered ? asked + 1 : Math.max(asked, 0);
            return round == rounds.size() ? end.apply(answers.toString()) : ask(round, request);
        }

        private Map<String, Object> ask(int round, ModernRequest request) {
            Map<String, Object> questions = new LinkedHashMap<>();
            rounds.get(round).forEach(question -> {
                question.require(request);
                questions.put(question.key(), question.json());
            });
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("resultType", "input_required");
            result.put("inputRequests", questions);
            if (signed) {
                result.put("requestState", State.of(request, round));
            }
            return result;
        }
    }

    /** The signature of what was called and of the round that was asked: nobody else can make it up. */
    private static final class State {
        private static final byte[] KEY = new byte[32];

        static {
            new SecureRandom().nextBytes(KEY);
        }

        private State() {}

        static String of(ModernRequest request, int round) {
            String signed = request.params().path("name").asString() + " " + round;
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Returns the round that the client answers; -1 if it answers none. */
        static int round(ModernRequest request, int rounds) {
            JsonNode state = request.params().path("requestState");
            return state.isMissingNode()
                    ? -1
                    : IntStream.range(0, rounds)
                            .filter(each -> of(request, each).equals(state.asString("")))
                            .findFirst()
                            .orElseThrow(() -> invalid("The param requestState is not what the server has sent."));
        }
    }
}
