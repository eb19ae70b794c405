package dev.devledger.bootstrap.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.json.JsonParseException;
import tools.jackson.core.JacksonException;

/** Where it is broken, and not what is there, which may be secret. */
class BrokenJsonFailureAnalyzer extends AbstractFailureAnalyzer<JsonParseException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, JsonParseException cause) {
        return new FailureAnalysis(
                "SPRING_APPLICATION_JSON is not a valid JSON object" + place(cause) + ".",
                "Write it as {\"server.port\": 8081}, in a shell between single quotes, or leave it out.",
                cause);
    }

    private static String place(JsonParseException broken) {
        return broken.getCause() instanceof JacksonException json && json.getLocation() != null
                ? ": line %d, column %d"
                        .formatted(
                                json.getLocation().getLineNr(),
                                json.getLocation().getColumnNr())
                : "";
    }
}
