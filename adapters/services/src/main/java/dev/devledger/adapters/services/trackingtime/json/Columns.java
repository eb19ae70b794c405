package dev.devledger.adapters.services.trackingtime.json;

import dev.devledger.adapters.format.FormulaGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of entries: which of its columns leave the client. What a head does not name for certain stays, as it may be a rate or a token. */
public final class Columns {
    private static final Set<String> SHOWN = Set.of(
            "id",
            "date",
            "start",
            "end",
            "start date",
            "end date",
            "duration",
            "hours",
            "timezone",
            "user",
            "user id",
            "customer",
            "customer id",
            "project",
            "project id",
            "task",
            "task id",
            "service",
            "service id",
            "notes",
            "tags",
            "is billed",
            "is billable",
            "is archived",
            "estimated time",
            "due date",
            "event type");
    /** Those of the account itself are called so. */
    private static final String CUSTOM = " (event cf)";

    /** Which may be less than nothing, and is no formula. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.,:]*");

    private Columns() {}

    /** @param leftOut the heads of the others */
    public record Shown(String csv, List<String> leftOut) {}

    public static Shown of(String csv, char separator) {
        List<List<String>> rows = rows(csv, separator);
        List<String> head = rows.isEmpty() ? List.of() : rows.getFirst();
        int[] kept = IntStream.range(0, head.size())
                .filter(i -> isShown(head.get(i)))
                .toArray();
        String some = rows.stream().map(row -> line(row, kept, separator)).collect(Collectors.joining());
        return new Shown(some, head.stream().filter(each -> !isShown(each)).toList());
    }

    private static boolean isShown(String head) {
        String name = head.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
        return SHOWN.contains(name) || name.endsWith(CUSTOM);
    }

    private static String line(List<String> row, int[] kept, char separator) {
        return IntStream.of(kept)
                        .mapToObj(i -> i < row.size() ? quoted(row.get(i), separator) : "")
                        .collect(Collectors.joining(String.valueOf(separator)))
                + "\r\n";
    }

    private static String quoted(String said, char separator) {
        String cell = NUMBER.matcher(said).matches() ? said : FormulaGuard.guarded(said);
        boolean plain = cell.chars().noneMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static List<List<String>> rows(String csv, char separator) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"' && quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (!quoted && (c == separator || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }
}
