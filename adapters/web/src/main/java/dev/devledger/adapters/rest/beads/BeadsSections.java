package dev.devledger.adapters.rest.beads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The four texts of an issue as one description: each but the first below a heading of its own. */
record BeadsSections(String description, Map<String, Integer> made) {
    private static final String FIRST = "description";
    private static final String BREAK = "\n\n";

    /** In the order in which they stand. */
    private static final Map<String, String> HEADINGS = headings();

    /** The first heading of each, wherever it comes from. */
    static final Map<String, Integer> ANY = any();

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("design", "## Design\n\n");
        headings.put("acceptance_criteria", "## Acceptance criteria\n\n");
        headings.put("notes", "## Notes\n\n");
        return headings;
    }

    private static Map<String, Integer> any() {
        Map<String, Integer> any = new LinkedHashMap<>();
        HEADINGS.keySet().forEach(field -> any.put(field, 0));
        return any;
    }

    /**
     * {@code made} are the headings, by field: how many of the same there are before it, as a text can have its own.
     *
     * @param texts the text of a field, empty where there is none
     */
    static BeadsSections join(UnaryOperator<String> texts) {
        String first = texts.apply(FIRST);
        StringBuilder all = new StringBuilder(first.isBlank() ? "" : first);
        Map<String, Integer> starts = new LinkedHashMap<>();
        HEADINGS.forEach((field, heading) -> {
            String text = texts.apply(field);
            if (!text.isBlank()) {
                all.append(all.isEmpty() ? "" : BREAK);
                starts.put(field, all.length());
                all.append(heading).append(text);
            }
        });
        String joined = all.toString();
        starts.replaceAll((field, start) -> before(joined, heading(field), start));
        return new BeadsSections(joined, starts);
    }

    /** @param made which headings are those of an import; others are of the text */
    static Map<String, String> split(@Nullable String description, Map<String, Integer> made) {
        String all = description == null ? "" : description;
        Map<String, String> texts = new LinkedHashMap<>();
        String field = FIRST;
        int from = 0;
        for (Map.Entry<String, String> next : HEADINGS.entrySet()) {
            Integer number = made.get(next.getKey());
            int at = number == null ? -1 : at(all, next.getValue(), number);
            if (at >= from) {
                texts.put(field, all.substring(from, Math.max(from, at - BREAK.length())));
                field = next.getKey();
                from = at + next.getValue().length();
            }
        }
        texts.put(field, all.substring(from));
        texts.values().removeIf(String::isBlank);
        return texts;
    }

    private static String heading(String field) {
        return HEADINGS.getOrDefault(field, "");
    }

    private static int before(String text, String heading, int end) {
        int count = 0;
        for (int at = next(text, heading, 0); at >= 0 && at < end; at = next(text, heading, at + 1)) {
            count++;
        }
        return count;
    }

    /** The one with so many before it, or else the last. */
    private static int at(String text, String heading, int number) {
        int found = -1;
        int at = next(text, heading, 0);
        for (int count = 0; at >= 0 && count <= number; count++) {
            found = at;
            at = next(text, heading, at + 1);
        }
        return found;
    }

    private static int next(String text, String heading, int from) {
        int at = text.indexOf(heading, from);
        while (at > 0 && !text.startsWith(BREAK, at - BREAK.length())) {
            at = text.indexOf(heading, at + 1);
        }
        return at;
    }
}
