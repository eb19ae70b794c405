package dev.devledger.adapters.rest.beads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The four texts of an issue as one description: each but the first below a heading of its own. */
final class BeadsSections {
    private static final String FIRST = "description";

    /** In the order in which they stand. */
    private static final Map<String, String> HEADINGS = headings();

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("design", "## Design\n\n");
        headings.put("acceptance_criteria", "## Acceptance criteria\n\n");
        headings.put("notes", "## Notes\n\n");
        return headings;
    }

    private BeadsSections() {}

    /** @param texts the text of a field, empty where there is none */
    static String join(UnaryOperator<String> texts) {
        List<String> sections = new ArrayList<>(List.of(texts.apply(FIRST)));
        HEADINGS.forEach((field, heading) -> {
            String text = texts.apply(field);
            sections.add(text.isBlank() ? "" : heading + text);
        });
        sections.removeIf(String::isBlank);
        return String.join("\n\n", sections);
    }

    /** Of a description with such headings, wherever it comes from. */
    static Map<String, String> split(@Nullable String description) {
        Map<String, String> texts = new LinkedHashMap<>();
        String field = FIRST;
        String rest = description == null ? "" : description;
        for (Map.Entry<String, String> next : HEADINGS.entrySet()) {
            int at = indexOf(rest, next.getValue());
            if (at >= 0) {
                texts.put(field, rest.substring(0, Math.max(0, at - 2)));
                field = next.getKey();
                rest = rest.substring(at + next.getValue().length());
            }
        }
        texts.put(field, rest);
        texts.values().removeIf(String::isBlank);
        return texts;
    }

    private static int indexOf(String text, String heading) {
        if (text.startsWith(heading)) {
            return 0;
        }
        int at = text.indexOf("\n\n" + heading);
        return at < 0 ? at : at + 2;
    }
}
