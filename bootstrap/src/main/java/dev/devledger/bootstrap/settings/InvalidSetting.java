package dev.devledger.bootstrap.settings;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.json.JsonParseException;
import tools.jackson.core.JacksonException;

/** Something was set under a name that there is not, or to a value that it cannot have. */
final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final String VALUE = "Set it to a value that is allowed, or leave it out.";
    static final String NAME = "Correct the name, or leave it out. docs/settings.md lists all settings.";

    private final String remedy;

    /** @param problems a sentence or two for each; nothing secret */
    InvalidSetting(List<String> problems, String remedy) {
        super(String.join("\n", problems));
        this.remedy = remedy;
    }

    /** A sentence or two for each. */
    String problems() {
        return String.valueOf(getMessage());
    }

    /** What to do about it. */
    String remedy() {
        return remedy;
    }

    /** Says which property it is, without a stack trace. */
    static class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSetting> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, InvalidSetting cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
        }
    }

    /** Where it is broken, and not what is there, which may be secret. */
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
