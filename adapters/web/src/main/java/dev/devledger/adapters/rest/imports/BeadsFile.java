package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.beads.BeadsIndex;
import dev.devledger.adapters.rest.beads.BeadsReader;
import dev.devledger.application.imports.ImportFile;
import dev.devledger.application.imports.ImportRow;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A file of beads. Its lines are gone through once before the first of them is read: an issue names others by their ids. */
final class BeadsFile implements ImportFile {
    private final Path file;
    private final ImportFields fields;
    private final ImportRow.Home home;
    private @Nullable Known known;

    private record Known(BeadsIndex index, Map<String, String> people) {}

    BeadsFile(Path file, ImportFields fields, ImportRow.Home home) {
        this.file = file;
        this.fields = fields;
        this.home = home;
    }

    @Override
    public Rows open() {
        Known found = known == null ? look() : known;
        known = found;
        return new NdjsonRows(file, new BeadsForm(new BeadsReader(found.index(), found.people()), fields, home));
    }

    private Known look() {
        BeadsIndex index = new BeadsIndex();
        try (Rows rows = new NdjsonRows(file, new Indexing(index))) {
            while (rows.next() != null) {
                // each goes to the index; what is wrong with a line is told when it is read
            }
        }
        return new Known(index, fields.tasks().people().keys(index.assignees()));
    }

    private record Indexing(BeadsIndex index) implements JsonForm {
        @Override
        public ImportRow row(long line, ObjectNode object) {
            index.add(object);
            return new ImportRow.Skipped(line, null);
        }

        @Override
        public String expected() {
            return "";
        }
    }
}
