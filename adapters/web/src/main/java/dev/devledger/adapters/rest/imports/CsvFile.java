package dev.devledger.adapters.rest.imports;

import dev.devledger.application.imports.ImportFile;
import dev.devledger.application.time.BookedOn;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file. One of time entries is gone through once before its first row is read: only all of it tells what its dates
 * mean. That is done at once, outside of the transaction of the import: the owner may be made for it.
 */
final class CsvFile implements ImportFile {
    private final Path file;
    private final ImportFields fields;
    private final ZoneId zone;
    private final TimeWishes wishes;
    private final @Nullable TimeIndex index;

    CsvFile(Path file, ImportFields fields, ZoneId zone, TimeWishes wishes, BookedOn booked) {
        this.file = file;
        this.fields = fields;
        this.zone = zone;
        this.wishes = wishes;
        this.index = look(booked);
    }

    @Override
    public Rows open() {
        return rows(index == null ? null : new TimeForm(index, wishes, zone));
    }

    /** Null where the file is of something else. */
    private @Nullable TimeIndex look(BookedOn booked) {
        List<String> header = CsvRows.header(file);
        TimeColumns kind = TimeColumns.of(header);
        if (kind == null || kind.wrong(header) != null) {
            return null;
        }
        TimeIndex looking = new TimeIndex(kind, wishes);
        try (Rows rows = rows(looking)) {
            while (rows.next() != null) {
                // each goes to the index; what is wrong with a row is told when it is read
            }
        }
        return looking.known(booked);
    }

    private CsvRows rows(@Nullable CsvForm time) {
        return new CsvRows(file, new CsvRows.Forms(fields, zone, time, wishes.said()));
    }
}
