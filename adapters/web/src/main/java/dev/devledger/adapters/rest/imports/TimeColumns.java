package dev.devledger.adapters.rest.imports;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of files of time entries, by their headers: our own; and the detailed reports of Toggl Track and Clockify, which
 * differ in a few names and have had others in former years. Sources: Toggl's page "Editing and uploading a CSV file"
 * (support.toggl.com), Clockify's "Exporting reports" (clockify.me/help/reports), and files of both in public tests.
 */
enum TimeColumns {
    OWN,
    REPORT;

    static final List<String> OF_OWN = List.of(
            "key",
            "person",
            "project",
            "task",
            "start",
            "end",
            "timeZone",
            "seconds",
            "note",
            "tags",
            "billable",
            "billed",
            "id",
            "projectName",
            "taskTitle",
            "personEmail",
            "personId",
            "taskId",
            "projectId");

    static final List<String> PERSON = List.of("email", "user", "member", "name");
    static final List<String> PROJECT = List.of("project");
    static final List<String> CLIENT = List.of("client");
    static final List<String> TASK = List.of("task");
    static final List<String> NOTE = List.of("description");
    static final List<String> TAGS = List.of("tags", "tag");
    static final List<String> BILLABLE = List.of("billable");
    static final List<String> BILLED = List.of("invoiced");
    static final List<String> START_DATE = List.of("start date");
    static final List<String> START_TIME = List.of("start time");
    static final List<String> END_DATE = List.of("end date", "stop date");
    static final List<String> END_TIME = List.of("end time", "stop time");
    static final List<String> LENGTH = List.of("duration", "duration (h)", "time (h)");

    /** Null where it is no header of such a file. */
    static @Nullable TimeColumns of(List<String> header) {
        Set<String> names = Set.copyOf(names(header));
        boolean length = LENGTH.stream().anyMatch(names::contains);
        boolean end = END_TIME.stream().anyMatch(names::contains);
        if (names.contains("start date") && (length || end)) {
            return REPORT;
        }
        return names.contains("start") && (names.contains("end") || names.contains("seconds")) ? OWN : null;
    }

    /** As they are looked for: in any case. */
    static List<String> names(List<String> header) {
        return header.stream()
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** What is wrong with the header, null where it is right. */
    @Nullable
    String wrong(List<String> header) {
        if (this == REPORT) {
            return names(header).contains("start time")
                    ? null
                    : "has no column Start time; export the detailed report, with the times of each entry";
        }
        List<String> known = names(OF_OWN);
        return header.stream()
                .filter(each -> !known.contains(each.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(each -> "has the column " + each + ", which is unknown; allowed are " + String.join(", ", OF_OWN))
                .orElse(null);
    }

    /** The first of the columns that has something in it, without the space around it. */
    static String cell(CsvForm.Cells cells, List<String> columns) {
        for (String column : columns) {
            String cell = cells.get(column).strip();
            if (!cell.isEmpty()) {
                return cell;
            }
        }
        return "";
    }
}
