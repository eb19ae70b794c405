package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was measured, as Markdown. */
final class TrialTable {
    private final Path file;
    private final List<String> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param name of the file in {@code target} */
    TrialTable(String name) {
        this.file = Path.of("target", name);
    }

    void row(String what, Object value, String goal) {
        add("| %s | %s | %s | |".formatted(what, value, goal));
    }

    /** Fails where the goal was missed, after having written down what was measured. */
    void row(String what, Object value, String goal, boolean reached) {
        add("| %s | %s | %s | %s |".formatted(what, value, goal, reached ? "yes" : "**no**"));
        assertThat(reached)
                .as(what + ": " + value + ", goal: " + goal + "\n" + String.join("\n", notes))
                .isTrue();
    }

    /** Written at once: what comes after it may fail. */
    private void add(String row) {
        rows.add(row);
        try {
            Files.writeString(file, markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void note(String text) {
        notes.add("- " + text);
    }

    private String markdown() {
        return "| what | measured | goal | reached |\n| --- | --- | --- | --- |\n"
                + String.join("\n", rows) + "\n"
                + (notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n");
    }
}
