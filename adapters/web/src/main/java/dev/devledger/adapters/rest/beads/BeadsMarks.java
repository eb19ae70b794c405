package dev.devledger.adapters.rest.beads;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an import has done to an issue that its task does not show; it stands in the first note too.
 *
 * @param sections the headings that it made, by field
 * @param text the hash of the description that it made; null if an import of a former version has not said it
 * @param leftOut the issues that a task has no room for among what it waits for or is related to
 */
record BeadsMarks(
        Map<String, BeadsSections.Heading> sections,
        @Nullable Integer text,
        Set<String> leftOut) {
    static final BeadsMarks NONE = new BeadsMarks(BeadsSections.ANY, null, Set.of());

    private static final String FIELD = "_devledger";
    private static final String SECTIONS = "sections";
    private static final String TEXT = "text";
    private static final String BEFORE = "before";
    private static final String OF = "of";
    private static final String OPENING = "opening";
    private static final String LEFT_OUT = "leftOut";

    /** Also where it made no heading: one that is written into the text later is the text's. */
    void putInto(ObjectNode kept) {
        ObjectNode marks = kept.putObject(FIELD);
        ObjectNode headings = marks.putObject(SECTIONS);
        sections.forEach((field, heading) -> {
            ObjectNode made = headings.putObject(field).put(BEFORE, heading.before());
            made.put(OF, heading.of());
            if (heading.opening() != null) {
                made.put(OPENING, heading.opening());
            }
        });
        if (text != null) {
            marks.put(TEXT, text);
        }
        if (!leftOut.isEmpty()) {
            leftOut.forEach(marks.putArray(LEFT_OUT)::add);
        }
    }

    /** Also of an import of a former version, which says nothing, and for a task that beads has not heard of. */
    static BeadsMarks takenFrom(ObjectNode kept) {
        JsonNode marks = kept.path(FIELD);
        kept.remove(FIELD);
        if (!marks.isObject()) {
            return NONE;
        }
        Map<String, BeadsSections.Heading> sections = new LinkedHashMap<>();
        marks.path(SECTIONS).properties().forEach(each -> sections.put(each.getKey(), heading(each.getValue())));
        Set<String> leftOut = new LinkedHashSet<>();
        marks.path(LEFT_OUT).forEach(each -> leftOut.add(each.asString("")));
        return new BeadsMarks(sections, number(marks.path(TEXT)), leftOut);
    }

    /** A former version has only the number of those before it. */
    private static BeadsSections.Heading heading(JsonNode made) {
        return made.isObject()
                ? new BeadsSections.Heading(
                        made.path(BEFORE).asInt(0), made.path(OF).asInt(1), number(made.path(OPENING)))
                : new BeadsSections.Heading(made.asInt(0), 1, null);
    }

    private static @Nullable Integer number(JsonNode value) {
        return value.isInt() ? value.asInt() : null;
    }

    /** Also where nothing tells. */
    boolean isAsItCame(String description) {
        return text == null || text == description.hashCode();
    }
}
