package dev.devledger.adapters.sops;

import dev.devledger.adapters.sops.SopsFile.UnreadableSops;
import dev.devledger.adapters.sops.SopsNode.Branch;
import dev.devledger.adapters.sops.SopsNode.Entry;
import dev.devledger.adapters.sops.SopsNode.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses ini files in the way of the library that SOPS uses: with quotes, and with comments after a value. */
final class IniText {
    /** The section of keys that come before the first section; it exists even if there are none. */
    static final String DEFAULT = "DEFAULT";

    private static final String THREE_QUOTES = "\"\"\"";

    private final String[] lines;
    private final List<Entry> sections = new ArrayList<>();
    private String section = DEFAULT;

    /** The keys of the present section. A repeated key keeps its first place, and takes the later value. */
    private Map<String, String> keys = new LinkedHashMap<>();

    private int at;

    private IniText(String text) {
        this.lines = text.split("\r?\n", -1);
    }

    static List<Branch> branches(String text) throws UnreadableSops {
        return List.of(new IniText(text.startsWith("\uFEFF") ? text.substring(1) : text).read());
    }

    private Branch read() throws UnreadableSops {
        while (at < lines.length) {
            String line = lines[at].strip();
            at++;
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[")) {
                begin(line);
            } else {
                key(line);
            }
        }
        endSection();
        return new Branch(sections);
    }

    private void begin(String line) throws UnreadableSops {
        int end = line.lastIndexOf(']');
        if (end < 0) {
            throw broken("a section without its end");
        }
        endSection();
        section = line.substring(1, end);
        keys = new LinkedHashMap<>();
    }

    private void endSection() {
        sections.add(new Entry(
                section,
                new Branch(keys.entrySet().stream()
                        .map(each -> new Entry(each.getKey(), Value.text(each.getValue())))
                        .toList())));
    }

    private void key(String line) throws UnreadableSops {
        String quote = line.startsWith(THREE_QUOTES)
                ? THREE_QUOTES
                : line.startsWith("\"") ? "\"" : line.startsWith("`") ? "`" : "";
        int begin = quote.length();
        int end = quote.isEmpty() ? delimiter(line, 0) : line.indexOf(quote, begin);
        int delimiter = end < 0 ? -1 : delimiter(line, end);
        if (end <= begin || delimiter < 0) {
            throw broken("neither a section nor a key with its value");
        }
        keys.put(line.substring(begin, end).strip(), value(line.substring(delimiter + 1)));
    }

    private static int delimiter(String line, int from) {
        int equals = line.indexOf('=', from);
        int colon = line.indexOf(':', from);
        return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
    }

    private String value(String text) throws UnreadableSops {
        String value = text.strip();
        if (value.length() > THREE_QUOTES.length() && value.startsWith(THREE_QUOTES)) {
            return quoted(value, THREE_QUOTES);
        }
        if (value.startsWith("`")) {
            return quoted(value, "`");
        }
        if (value.endsWith("\\")) {
            throw broken("a value that goes on in the next line");
        }
        int comment = comment(value);
        return unquoted(comment < 0 ? value : value.substring(0, comment).strip());
    }

    private static int comment(String value) {
        int hash = value.indexOf('#');
        int semicolon = value.indexOf(';');
        return hash < 0 || (semicolon >= 0 && semicolon < hash) ? semicolon : hash;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                && value.charAt(value.length() - 1) == value.charAt(0)
                && value.indexOf(value.charAt(0), 1) == value.length() - 1;
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /**
     * Returns the text up to the last such quote of its line; if the line has no second one, up to the next quote in a
     * later line.
     */
    private String quoted(String value, String quote) throws UnreadableSops {
        int end = value.lastIndexOf(quote);
        if (end >= quote.length()) {
            return value.substring(quote.length(), end);
        }
        StringBuilder all = new StringBuilder(value.substring(quote.length()));
        while (at < lines.length) {
            String line = lines[at];
            at++;
            int last = line.lastIndexOf(quote);
            if (last >= 0) {
                return all.append('\n').append(line, 0, last).toString();
            }
            all.append('\n').append(line);
        }
        throw broken("a quote without its end");
    }

    private UnreadableSops broken(String what) {
        return UnreadableSops.damaged("line " + at + " is " + what);
    }
}
