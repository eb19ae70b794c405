package dev.devledger.adapters.rest.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.devledger.adapters.rest.files.CsvFile.CsvForm;
import dev.devledger.adapters.rest.files.CsvFile.OwnCsv;
import dev.devledger.adapters.rest.files.TimeCells.TimeColumns;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
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

    private static final String SEPARATORS = ",;\t";

    /**
     * What the rows of a file may be.
     *
     * @param time null where the file is not one of time entries
     * @param said what is only for those, null where none of it was said
     */
    record Forms(
            ImportFields fields,
            ZoneId zone,
            @Nullable CsvForm time,
            @Nullable String said) {}

    private final Path file;
    private final Forms forms;
    private final FileBytes bytes;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final Map<String, Integer> columns = new HashMap<>();
    private @Nullable CsvForm form;
    private long line = 1;
    private boolean ended;

    CsvRows(Path file, Forms forms) {
        this.file = file;
        this.forms = forms;
        char separator = separator(file);
        bytes = FileBytes.open(file);
        reader = reader(bytes, separator);
        records = reader.iterator();
    }

    private static CsvReader<CsvRecord> reader(FileBytes bytes, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(WriteRequest.MOST)
                .ofCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    /** The one that comes first: names of columns have none in them. */
    private static char separator(Path file) {
        try (FileBytes bytes = FileBytes.open(file)) {
            for (int next = bytes.read(); next >= 0 && next != '\n' && next != '\r'; next = bytes.read()) {
                if (SEPARATORS.indexOf(next) >= 0) {
                    return (char) next;
                }
            }
            return SEPARATORS.charAt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty where there is none, or it cannot be read. */
    static List<String> header(Path file) {
        try (CsvReader<CsvRecord> reader = reader(FileBytes.open(file), separator(file))) {
            Iterator<CsvRecord> records = reader.iterator();
            return records.hasNext() ? records.next().getFields() : List.of();
        } catch (CsvParseException unreadable) {
            return List.of(); // told when the rows are read
        } catch (UncheckedIOException notUtf8) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        if (record.getFieldCount() > columns.size() && !of.isTakenAsItIs()) {
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
                return of(header, null, new TickTickCsv(forms.fields(), forms.zone()));
            }
            TimeColumns time = i == 0 ? TimeColumns.of(header) : null;
            if (time != null) {
                String wrong = time.wrong(header);
                return wrong == null && forms.time() != null
                        ? begin(TimeColumns.names(header), forms.time())
                        : end("header", String.valueOf(wrong));
            }
            if (i == 0 && header.contains("project")) {
                return of(header, OwnCsv.wrong(header), new OwnCsv(forms.fields(), forms.zone()));
            }
        }
        line = 1;
        return end(
                "header",
                "is missing; the first line must be " + String.join(",", OwnCsv.COLUMNS)
                        + ", or the file must be a TickTick backup, an export of time entries, or a detailed report of"
                        + " Toggl Track or Clockify");
    }

    /** What is said of times would be for nothing. */
    private @Nullable ImportRow of(List<String> header, @Nullable String wrong, CsvForm found) {
        if (wrong != null) {
            return end("header", wrong);
        }
        return forms.said() == null
                ? begin(header, found)
                : end("header", "is that of projects and tasks, but " + forms.said() + " is only for time entries");
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
