package dev.devledger.adapters.rest.beads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The four texts of an issue as one description: each but the first below a heading of its own. */
record BeadsSections(String description, Map<String, Heading> made) {
    private static final String FIRST = "description";
    private static final String BREAK = "\n\n";

    /**
     * One that an import made, by which it is found again among those of the texts themselves.
     *
     * @param before how many of the same are before it
     * @param of how many of the same there are
     * @param opening the hash of the first line below it; null where another one of the same begins with that line
     */
    record Heading(int before, int of, @Nullable Integer opening) {}

    /** In the order in which they stand. */
    private static final Map<String, String> HEADINGS = headings();

    /** The first heading of each, wherever it comes from. */
    static final Map<String, Heading> ANY = any();

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put("design", "## Design\n\n");
        headings.put("acceptance_criteria", "## Acceptance criteria\n\n");
        headings.put("notes", "## Notes\n\n");
        return headings;
    }

    private static Map<String, Heading> any() {
        Map<String, Heading> any = new LinkedHashMap<>();
        HEADINGS.keySet().forEach(field -> any.put(field, new Heading(0, 1, null)));
        return any;
    }

    /** @param texts the text of a field, empty where there is none */
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
        Map<String, Heading> made = new LinkedHashMap<>();
        starts.forEach((field, start) -> made.put(field, made(joined, HEADINGS.getOrDefault(field, ""), start)));
        return new BeadsSections(joined, made);
    }

    private static Heading made(String text, String heading, int start) {
        List<Integer> same = all(text, heading);
        int opening = opening(text, start + heading.length());
        boolean alone = opened(text, heading, same, opening).size() == 1;
        return new Heading(same.indexOf(start), same.size(), alone ? opening : null);
    }

    /**
     * Where one of the headings cannot be told from those of the texts, no text may get into a field that it is not of.
     *
     * @param made which headings are those of an import; others are of the text
     * @param asItCame whether nobody has edited it since
     */
    static Map<String, String> split(String all, Map<String, Heading> made, boolean asItCame) {
        TreeMap<Integer, String> found = new TreeMap<>();
        int doubtful = -1;
        for (Map.Entry<String, String> next : HEADINGS.entrySet()) {
            Heading heading = made.get(next.getKey());
            if (heading != null) {
                List<Integer> same = all(all, next.getValue());
                int at = asItCame ? numbered(same, heading.before()) : at(all, next.getValue(), same, heading);
                if (at >= 0) {
                    found.put(at, next.getKey());
                } else if (!same.isEmpty()) {
                    doubtful = Math.max(doubtful, same.getLast());
                }
            }
        }
        if (!found.isEmpty() && found.firstKey() < doubtful) {
            found.clear();
        }
        return cut(all, found);
    }

    private static Map<String, String> cut(String all, Map<Integer, String> starts) {
        Map<String, String> texts = new LinkedHashMap<>();
        String field = FIRST;
        int from = 0;
        for (Map.Entry<Integer, String> next : starts.entrySet()) {
            int at = next.getKey();
            texts.put(field, all.substring(from, Math.max(from, at - BREAK.length())));
            field = next.getValue();
            from = at + HEADINGS.getOrDefault(field, "").length();
        }
        texts.put(field, all.substring(from));
        texts.values().removeIf(String::isBlank);
        return texts;
    }

    private static int numbered(List<Integer> same, int before) {
        return before < same.size() ? same.get(before) : -1;
    }

    /** In a text that was edited: the one that begins as it did, or the only one of all that there ever was. */
    private static int at(String text, String heading, List<Integer> same, Heading made) {
        List<Integer> opened = made.opening() == null ? List.of() : opened(text, heading, same, made.opening());
        if (opened.size() == 1) {
            return opened.getFirst();
        }
        return made.of() == 1 && same.size() == 1 ? same.getFirst() : -1;
    }

    private static List<Integer> opened(String text, String heading, List<Integer> same, int opening) {
        return same.stream()
                .filter(at -> opening(text, at + heading.length()) == opening)
                .toList();
    }

    private static int opening(String text, int from) {
        int end = text.indexOf('\n', from);
        return text.substring(from, end < 0 ? text.length() : end).hashCode();
    }

    private static List<Integer> all(String text, String heading) {
        List<Integer> all = new ArrayList<>();
        for (int at = text.indexOf(heading); at >= 0; at = text.indexOf(heading, at + 1)) {
            if (at == 0 || text.startsWith(BREAK, at - BREAK.length())) {
                all.add(at);
            }
        }
        return all;
    }
}
