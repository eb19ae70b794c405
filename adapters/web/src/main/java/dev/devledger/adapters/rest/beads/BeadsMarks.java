package dev.devledger.adapters.rest.beads;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an import has done to an issue that its task does not show; it stands in the first note too.
 *
 * @param sections the headings that it made, by field: how many of the same are before it, as a text can have its own
 * @param leftOut the issues that a task has no room for among what it waits for or is related to
 */
record BeadsMarks(Map<String, Integer> sections, Set<String> leftOut) {
    static final BeadsMarks NONE = new BeadsMarks(BeadsSections.ANY, Set.of());

    private static final String FIELD = "_devledger";
    private static final String SECTIONS = "sections";
    private static final String LEFT_OUT = "leftOut";

    /** Also where it made no heading: one that is written into the text later is the text's. */
    void putInto(ObjectNode kept) {
        ObjectNode marks = kept.putObject(FIELD);
        sections.forEach(marks.putObject(SECTIONS)::put);
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
        Map<String, Integer> sections = new LinkedHashMap<>();
        marks.path(SECTIONS)
                .properties()
                .forEach(each -> sections.put(each.getKey(), each.getValue().asInt(0)));
        Set<String> leftOut = new LinkedHashSet<>();
        marks.path(LEFT_OUT).forEach(each -> leftOut.add(each.asString("")));
        return new BeadsMarks(sections, leftOut);
    }
}
