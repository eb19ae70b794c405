package dev.devledger.application.imports;

import java.util.ArrayList;
import java.util.List;

/** The rows of a file, some at a time. */
final class RowReader implements AutoCloseable {
    /** Rows are of a hundred bytes or of a hundred thousand; so many bytes of them are in memory at once. */
    private static final long ENOUGH = 4_000_000;

    private final ImportFile.Rows rows;
    private final ImportProgress progress;

    RowReader(ImportFile file, ImportProgress progress) {
        this.rows = file.open();
        this.progress = progress;
    }

    /** The next ones, fewer where they are large, and none at the end. */
    List<ImportRow> next(int most) {
        List<ImportRow> next = new ArrayList<>(most);
        long end = rows.bytes() + ENOUGH;
        for (ImportRow row = rows.next();
                row != null;
                row = next.size() < most && rows.bytes() < end ? rows.next() : null) {
            next.add(row);
        }
        if (!next.isEmpty()) {
            progress.read(next.getLast().line(), rows.bytes());
        }
        return next;
    }

    /** How much of the file was read. */
    long bytes() {
        return rows.bytes();
    }

    @Override
    public void close() {
        rows.close();
    }
}
