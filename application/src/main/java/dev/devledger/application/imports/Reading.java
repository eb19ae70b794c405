package dev.devledger.application.imports;

import java.util.ArrayList;
import java.util.List;

/** The rows of a file, some at a time. */
final class Reading implements AutoCloseable {
    private final ImportFile.Rows rows;
    private final ImportProgress progress;

    Reading(ImportFile file, ImportProgress progress) {
        this.rows = file.open();
        this.progress = progress;
    }

    /** The next ones, none at the end. */
    List<ImportRow> next(int most) {
        List<ImportRow> next = new ArrayList<>(most);
        for (ImportRow row = rows.next(); row != null; row = next.size() < most ? rows.next() : null) {
            next.add(row);
        }
        if (!next.isEmpty()) {
            progress.read(next.getLast().line(), rows.bytes());
        }
        return next;
    }

    @Override
    public void close() {
        rows.close();
    }
}
