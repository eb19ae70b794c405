package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object a line. Empty lines are passed over. */
final class NdjsonRows implements ImportFile.Rows {
    private final FileBytes bytes;
    private final ByteLines lines;
    private final JsonForm form;

    NdjsonRows(Path file, JsonForm form) {
        this.bytes = FileBytes.open(file);
        this.lines = new ByteLines(bytes, WriteRequest.MOST);
        this.form = form;
    }

    @Override
    public @Nullable ImportRow next() {
        while (lines.next()) {
            if (lines.isTooLong()) {
                return bad("is longer than " + WriteRequest.MOST + " bytes");
            }
            byte[] line = lines.bytes();
            if (!isBlank(line)) {
                return row(line);
            }
        }
        return null;
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    private ImportRow row(byte[] line) {
        if (!FileBytes.isUtf8(line)) {
            return bad("is not UTF-8; save the file as UTF-8");
        }
        try {
            return Json.readLine(line) instanceof ObjectNode object
                    ? form.row(lines.number(), object)
                    : bad(form.expected());
        } catch (Parser.Wrong wrong) {
            return bad(wrong.why());
        }
    }

    private ImportRow bad(String message) {
        return ImportRow.Bad.of(lines.number(), "line", message);
    }

    @Override
    public long bytes() {
        return bytes.count();
    }

    @Override
    public void close() {
        lines.close();
    }

    /** What the objects of a kind of NDJSON file mean. */
    interface JsonForm {
        ImportRow row(long line, ObjectNode object);

        /** What is said of a line that is none of them. */
        String expected();
    }

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
}
