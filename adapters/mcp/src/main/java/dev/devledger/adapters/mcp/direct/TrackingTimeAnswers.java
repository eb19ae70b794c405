package dev.devledger.adapters.mcp.direct;

import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.direct.DirectCalls.DirectCall;
import dev.devledger.application.direct.DirectCalls.DirectCall.Argument;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectCalls.DirectCall.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns TrackingTime's JSON into answers, whose lines of text say as much as their JSON. A hint counts the items that
 * do not fit.
 */
final class TrackingTimeAnswers {
    private static final String TABLE = "csv";
    private static final int LONGEST_TABLE = 40_000;

    private TrackingTimeAnswers() {}

    static ToolAnswer of(DirectCall call, String json) {
        Argument told = call.answers().getFirst();
        ObjectNode said = ToolJson.read(json);
        if (told.kind() == Kind.LIST) {
            boolean paged = call.arguments().stream()
                    .anyMatch(argument -> argument.name().equals("page_size"));
            return list(told.name(), said, paged);
        }
        JsonNode one = said.path(told.name());
        if (one.has(TABLE)) {
            return table(
                    told.name(), one.path(TABLE).asString(""), said.path("hint").asString(""));
        }
        ObjectNode answer = said.deepCopy();
        if (one.isNull()) { // the schema of the answer allows only objects
            answer.remove(told.name());
        } else {
            answer.set(told.name(), LargeJson.cut(one));
        }
        String note = said.path("note").asString("");
        return new ToolAnswer(answer, text(call, one) + (note.isEmpty() ? "" : "\n" + note));
    }

    private static String text(DirectCall call, JsonNode one) {
        if (one.isObject()) {
            return line(one);
        }
        boolean shows = !call.answers().getFirst().name().equals("done");
        return shows && call.effect() == Effect.READS
                ? "No " + call.answers().getFirst().name() + "."
                : shows ? "Done; TrackingTime has not shown it." : "Done.";
    }

    /** @param paged true if the caller sets the length of a page: the next page then begins after the cut */
    private static ToolAnswer list(String name, ObjectNode said, boolean paged) {
        ObjectNode answer = ToolJson.object();
        List<String> lines = new ArrayList<>();
        int left = LargeJson.put(answer, name, said.path(name), lines, TrackingTimeAnswers::line);
        String hint = hint(
                left, said.path(name).size() - left, paged, said.path("hint").asString(""));
        String note = said.path("note").asString("");
        if (!note.isEmpty()) {
            answer.put("note", note);
            lines.add(note);
        }
        if (!hint.isEmpty()) {
            answer.put("truncated", true);
        }
        return LargeJson.withHint(answer, lines, hint, "No " + name + ".");
    }

    private static String hint(int left, int shown, boolean paged, String own) {
        if (left == 0) {
            return own;
        }
        return paged
                ? left + " more of this page do not fit into an answer. Ask again with page 0 and page_size " + shown
                        + ", or narrow the days."
                : (left + " more do not fit into an answer. Narrow what you ask for. " + own).strip();
    }

    /** Answers with as many whole lines of the table as fit. */
    private static ToolAnswer table(String name, String csv, String own) {
        ObjectNode answer = ToolJson.object();
        int end = csv.length() <= LONGEST_TABLE ? csv.length() : csv.lastIndexOf('\n', LONGEST_TABLE) + 1;
        String some = csv.substring(0, end);
        answer.putObject(name).put(TABLE, some);
        List<String> lines = new ArrayList<>(List.of(some.strip()));
        long left = csv.substring(end).lines().count();
        String more =
                left == 0 ? "" : left + " more lines do not fit into an answer. Narrow the days, or export over REST. ";
        String hint = (more + own).strip();
        if (!hint.isEmpty()) {
            answer.put("truncated", true);
        }
        return LargeJson.withHint(answer, lines, hint, "");
    }

    /** Lists each field with its value; an object is in parentheses. */
    private static String line(JsonNode object) {
        return object.properties().stream()
                .map(field -> field.getKey() + " " + word(object, field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String word(JsonNode object, String field, JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .map(each -> each.isObject() ? shown(each) : each.asString(""))
                    .collect(Collectors.joining("; ", "[", "]"));
        }
        return value.isObject() ? "(" + shown(value) + ")" : LargeJson.word(object, field);
    }

    /** Lists the fields of an object within a field; of a list or an object within them only the size. */
    private static String shown(JsonNode object) {
        return object.properties().stream()
                .map(field -> field.getKey() + " "
                        + (field.getValue().isContainer()
                                ? "[" + field.getValue().size() + "]"
                                : LargeJson.word(object, field.getKey())))
                .collect(Collectors.joining(", "));
    }
}
