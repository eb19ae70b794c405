package dev.devledger.adapters.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Selects the rules of the pages' style sheets that the views of a conversation need, without those of whole pages. */
final class PartStyles {
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final Pattern AROUND = Pattern.compile(" ?([{};,]) ?");
    private static final Pattern PSEUDO = Pattern.compile("::?[a-z-]+");
    private static final Pattern WORD = Pattern.compile("[.#]?[A-Za-z][\\w-]*");
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    /** The style sheets in the order in which pages name them. */
    private static final List<String> SHEETS = List.of(
            "/theme.css",
            "/devledger.css",
            "/dashboard/components.css",
            "/dashboard/frame.css",
            "/dashboard/board.css",
            "/dashboard/pages.css",
            "/dashboard/narrow.css",
            "/dashboard/time.css",
            "/dashboard/history.css",
            "/dashboard/project.css",
            "/dashboard/tasks.css",
            "/dashboard/task.css",
            "/dashboard/agents.css");

    /** The elements and attributes in selectors of kept rules. */
    private static final Set<String> ELEMENTS = words("""
            html body main section h1 h2 h3 p a ul li table thead tbody tfoot tr th td q kbd code del ins div form label input
            textarea select button summary dialog svg line text rect hidden type checkbox radio scope row aria-invalid
            data-label data-line data-editing data-task disabled readonly bdi""");

    /** The classes in selectors of kept rules: those of the templates. */
    private static final Set<String> CLASSES = words("""
            page group tasks task completed abandoned key title home tag hint wrong hidden script scripted icon start changes
            field text about conflict sides in-use since count happens offers choice strip hour entry entries gap double name
            marks swatch number meta who due fitting chip high holder waits handle menu avatar small worked-by tone-0 tone-1
            tone-2 tone-3 tone-4 tone-5 new""");

    private PartStyles() {}

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(BLANK.split(text.strip())));
    }

    static String all() {
        return SHEETS.stream().map(PartStyles::sheet).map(PartStyles::of).collect(Collectors.joining());
    }

    static String sheet(String path) {
        try (InputStream file = PartStyles.class.getResourceAsStream("/static" + path)) {
            if (file == null) {
                throw new IllegalStateException("There is no style sheet " + path);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the rules of a style sheet that the views need, without comments and line breaks. */
    static String of(String sheet) {
        String whole = BLANK.matcher(COMMENT.matcher(sheet).replaceAll("")).replaceAll(" ");
        return rules(AROUND.matcher(whole).replaceAll("$1").strip());
    }

    private static String rules(String sheet) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < sheet.length()) {
            int open = sheet.indexOf('{', at);
            if (open < 0) {
                break;
            }
            int end = end(sheet, open);
            String head = sheet.substring(at, open).strip();
            String body = sheet.substring(open + 1, end);
            kept.append(head.startsWith("@") ? group(head, body) : rule(head, body));
            at = end + 1;
        }
        return kept.toString();
    }

    /** Returns the index of the bracket that closes this one. */
    private static int end(String sheet, int open) {
        int depth = 0;
        for (int at = open; at < sheet.length(); at++) {
            depth += sheet.charAt(at) == '{' ? 1 : sheet.charAt(at) == '}' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("A rule has no end: " + sheet.substring(open));
    }

    private static String group(String head, String body) {
        String rules = head.startsWith("@media") && !head.startsWith("@media print") ? rules(body) : "";
        return rules.isEmpty() ? "" : head + "{" + rules + "}";
    }

    private static String rule(String head, String body) {
        String selectors =
                COMMA.splitAsStream(head).filter(PartStyles::isOfParts).collect(Collectors.joining(","));
        return selectors.isEmpty() ? "" : selectors + "{" + body + "}";
    }

    private static boolean isOfParts(String selector) {
        return WORD.matcher(PSEUDO.matcher(selector).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .allMatch(word -> word.startsWith(".") ? CLASSES.contains(word.substring(1)) : ELEMENTS.contains(word));
    }
}
