package dev.devledger.bootstrap.settings;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.json.JsonParseException;
import tools.jackson.core.JacksonException;

/** Thrown if a setting has an unknown name or an invalid value. */
final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String VALUE = "Set it to a value that is allowed, or leave it out.";
    static final String NAME = "Correct the name, or leave it out. docs/settings.md lists all settings.";

    private final String remedy;

    /** @param problems a sentence or two about each problem, without secrets */
    InvalidSetting(List<String> problems, String remedy) {
        super(String.join("\n", problems));
        this.remedy = remedy;
    }

    /** Returns the problems, with a sentence or two for each. */
    String problems() {
        return String.valueOf(getMessage());
    }

    /** Returns what the user can do. */
    String remedy() {
        return remedy;
    }

    /** Reports the property without a stack trace. */
    static class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSetting> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, InvalidSetting cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
        }
    }

    /** Reports where the JSON is broken, without its content, which may be secret. */
    static class BrokenJsonFailureAnalyzer extends AbstractFailureAnalyzer<JsonParseException> {
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
}
