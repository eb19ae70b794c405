package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.LoggedTime;
import dev.devledger.adapters.mcp.tool.Footer;
import dev.devledger.adapters.mcp.tool.Quoted;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A report as text, read from the structured one. */
final class ReportLines {
    private ReportLines() {}

    static String of(JsonNode report) {
        StringBuilder text = new StringBuilder();
        text.append("total: ").append(sums(report.path("total"))).append(rounding(report.path("rounding")));
        text.append(", days of ").append(report.path("timeZone").asString("")).append('\n');
        for (JsonNode item : report.path("items")) {
            text.append(item.has("key") ? LoggedTime.line(item) : group(item.path("group")) + ": " + sums(item))
                    .append('\n');
        }
        return Footer.end(text, report);
    }

    /** Such as {@code 2h 30m in 3 entries, billable 1h, billed 30m}. */
    private static String sums(JsonNode sums) {
        long entries = sums.path("entries").asLong(0);
        return "%s in %d %s, billable %s, billed %s"
                .formatted(
                        words(sums, "seconds"),
                        entries,
                        entries == 1 ? "entry" : "entries",
                        words(sums, "billableSeconds"),
                        words(sums, "billedSeconds"));
    }

    private static String rounding(JsonNode rounding) {
        return rounding.isMissingNode()
                ? ""
                : ", each rounded to %s %s, unrounded %s"
                        .formatted(
                                words(rounding, "stepSeconds"),
                                rounding.path("direction").asString(""),
                                words(rounding, "unroundedSeconds"));
    }

    private static String words(JsonNode sums, String field) {
        return LoggedTime.words(sums.path(field).asLong(0));
    }

    private static String group(JsonNode group) {
        StringJoiner words = new StringJoiner(" | ");
        group.properties().forEach(each -> words.add(word(each.getKey(), each.getValue())));
        return words.toString();
    }

    private static String word(String name, JsonNode value) {
        if (value.isObject()) {
            return value.path("key").asString("") + " "
                    + Quoted.line(value.path("name").asString(""));
        }
        if (value.isArray()) {
            return value.isEmpty()
                    ? "no tag"
                    : value.valueStream()
                            .map(tag -> Quoted.line(tag.asString("")))
                            .collect(Collectors.joining(", "));
        }
        if (value.isBoolean()) {
            return value.asBoolean() ? name : "not " + name;
        }
        return value.isNull() ? "no " + name : value.asString("no " + name);
    }
}
