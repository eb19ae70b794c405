package dev.devledger.adapters.rest.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.imports.ImportFile;
import dev.devledger.application.imports.ImportRow;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CSV as RFC 4180 has it, with a header that tells which kind of file it is. */
final class CsvRows implements ImportFile.Rows {
    /** Before the header of TickTick's backup stand its date, its version, and what its numbers mean. */
    private static final int PREAMBLE = 10;

    private final Path file;
    private final ImportFields fields;
    private final ZoneId zone;
    private final FileBytes bytes;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Map<String, Integer> columns = new HashMap<>();
    private @Nullable CsvForm form;
    private long line = 1;
    private boolean ended;

    CsvRows(Path file, ImportFields fields, ZoneId zone) {
        this.file = file;
        this.fields = fields;
        this.zone = zone;
        bytes = FileBytes.open(file);
        reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(WriteRequest.MOST)
                .ofCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
        records = reader.iterator();
    }

    @Override
    public @Nullable ImportRow next() {
        try {
            return ended ? null : form == null ? begin() : row(form);
        } catch (CsvParseException e) {
            return end(
                    "row",
                    "cannot be read, and neither can the rows after it: a quote is not closed, a closing quote is"
                            + " followed by text, or the cell is longer than " + WriteRequest.MOST + " characters");
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                line = FileBytes.firstBadLine(file);
                return end("line", "is not UTF-8; save the file as UTF-8");
            }
            throw e;
        }
    }

    private ImportRow end(String field, String message) {
        ended = true;
        return ImportRow.Bad.of(line, field, message);
    }

    private @Nullable ImportRow row(CsvForm of) {
        if (!records.hasNext()) {
            return null;
        }
        CsvRecord record = next(records);
        if (record.getFieldCount() > columns.size()) {
            return ImportRow.Bad.of(
                    line, "row", "has " + record.getFieldCount() + " cells; the header has " + columns.size());
        }
        return of.row(line, column -> cell(record, column));
    }

    private CsvRecord next(Iterator<CsvRecord> from) {
        CsvRecord record = from.next();
        line = record.getStartingLineNumber();
        return record;
    }

    private String cell(CsvRecord record, String column) {
        Integer number = columns.get(column);
        return number == null || number >= record.getFieldCount() ? "" : record.getField(number);
    }

    private @Nullable ImportRow begin() {
        for (int i = 0; i < PREAMBLE && records.hasNext(); i++) {
            List<String> header = next(records).getFields();
            if (header.contains("List Name") && header.contains("Title")) {
                return begin(header, new TickTickCsv(fields, zone));
            }
            if (i == 0 && header.contains("project")) {
                String wrong = OwnCsv.wrong(header);
                return wrong == null ? begin(header, new OwnCsv(fields, zone)) : end("header", wrong);
            }
        }
        line = 1;
        return end(
                "header",
                "is missing; the first line must be " + String.join(",", OwnCsv.COLUMNS)
                        + ", or the file must be a TickTick backup");
    }

    private @Nullable ImportRow begin(List<String> header, CsvForm found) {
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i), i);
        }
        form = found;
        return columns.size() < header.size() ? end("header", "has the same column twice") : row(found);
    }

    @Override
    public long bytes() {
        return bytes.count();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
