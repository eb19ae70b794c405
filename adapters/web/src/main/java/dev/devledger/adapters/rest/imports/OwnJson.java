package dev.devledger.adapters.rest.imports;

import dev.devledger.application.imports.ImportRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code {"project": {…}}} or {@code {"task": {…}}}. */
record OwnJson(ImportFields fields) implements JsonForm {
    @Override
    public ImportRow row(long line, ObjectNode object) {
        JsonNode project = object.get("project");
        JsonNode task = object.get("task");
        if (object.size() == 1 && project instanceof ObjectNode of) {
            return fields.project(line, of, false);
        }
        return object.size() == 1 && task instanceof ObjectNode of
                ? fields.task(line, of, name -> new ImportRow.Home(name, null))
                : ImportRow.Bad.of(line, "line", expected());
    }

    @Override
    public String expected() {
        return "is neither {\"project\": {…}} nor {\"task\": {…}}; each line holds one of them";
    }
}
