package dev.devledger.bootstrap.settings;

import java.util.List;

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
}
