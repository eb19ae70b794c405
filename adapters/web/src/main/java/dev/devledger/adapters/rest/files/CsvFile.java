package dev.devledger.adapters.rest.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.devledger.adapters.rest.files.CsvFile.CsvRowReader;
import dev.devledger.adapters.rest.files.CsvFile.OwnCsv;
import dev.devledger.adapters.rest.files.TimeCells.TimeColumns;
import dev.devledger.adapters.rest.files.TimeEntryRowReader.TimeFileOptions;
import dev.devledger.adapters.rest.files.Upload.FileBytes;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.imports.ImportRow;
import dev.devledger.application.imports.Imports.ImportFile;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.task.TaskDetails;
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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CSV file (RFC 4180), whose header names its kind. A file of time entries is read once before its first row is
 * returned, as only the whole file shows the form of its dates. This first read is outside of the import's transaction,
 * as it may create the owner.
 */
final class CsvFile implements ImportFile {
    /** The most lines before the header in TickTick's backup: the date, the version, and the meaning of numbers. */
    private static final int PREAMBLE = 10;

    private static final String SEPARATORS = ",;\t";

    private final Path file;
    private final ImportFields fields;
    private final ZoneId zone;
    private final TimeFileOptions wishes;
    private final @Nullable TimeIndex index;

    CsvFile(Path file, ImportFields fields, ZoneId zone, TimeFileOptions wishes, EntryReferenceResolver booked) {
        this.file = file;
        this.fields = fields;
        this.zone = zone;
        this.wishes = wishes;
        this.index = look(booked);
    }

    @Override
    public Rows open() {
        return new CsvRows(index == null ? null : new TimeEntryRowReader(index, wishes, zone));
    }

    /** Indexes a file of time entries. Returns null for any other file. */
    private @Nullable TimeIndex look(EntryReferenceResolver booked) {
        List<String> header = header();
        TimeColumns kind = TimeColumns.of(header);
        if (kind == null || kind.wrong(header) != null) {
            return null;
        }
        TimeIndex looking = new TimeIndex(kind, wishes);
        try (Rows rows = new CsvRows(looking)) {
            while (rows.next() != null) {
                // each row goes to the index; the rows are read again later, with their errors
            }
        }
        return looking.known(booked);
    }

    private static CsvReader<CsvRecord> reader(FileBytes bytes, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(WriteRequest.MOST)
                .ofCsvRecord(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Returns the first separator in the file, as column names contain none. */
    private char separator() {
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

    /** Returns the header; empty if it is missing or unreadable. */
    private List<String> header() {
        try (CsvReader<CsvRecord> reader = reader(FileBytes.open(file), separator())) {
            Iterator<CsvRecord> records = reader.iterator();
            return records.hasNext() ? records.next().getFields() : List.of();
        } catch (CsvParseException unreadable) {
            return List.of(); // reported when the rows are read
        } catch (UncheckedIOException notUtf8) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the rows. {@code time} is null unless the file has time entries. */
    private final class CsvRows implements Rows {
        private final @Nullable CsvRowReader time;
        private final FileBytes bytes;
        private final CsvReader<CsvRecord> reader;
        private final Iterator<CsvRecord> records;
        private final Map<String, Integer> columns = new HashMap<>();
        private @Nullable CsvRowReader form;
        private long line = 1;
        private boolean ended;

        CsvRows(@Nullable CsvRowReader time) {
            this.time = time;
            bytes = FileBytes.open(file);
            reader = reader(bytes, separator());
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
            return ImportRow.InvalidRow.of(line, field, message);
        }

        private @Nullable ImportRow row(CsvRowReader of) {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = next(records);
            if (record.getFieldCount() > columns.size() && !of.isTakenAsItIs()) {
                return ImportRow.InvalidRow.of(
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
                    return of(header, null, new TickTickCsv(fields, zone));
                }
                TimeColumns kind = i == 0 ? TimeColumns.of(header) : null;
                if (kind != null) {
                    String wrong = kind.wrong(header);
                    return wrong == null && time != null
                            ? begin(TimeColumns.names(header), time)
                            : end("header", String.valueOf(wrong));
                }
                if (i == 0 && header.contains("project")) {
                    return of(header, OwnCsv.wrong(header), new OwnCsv(fields, zone));
                }
            }
            line = 1;
            return end(
                    "header",
                    "is missing; the first line must be " + String.join(",", OwnCsv.COLUMNS)
                            + ", or the file must be a TickTick backup, an export of time entries, or a detailed report of"
                            + " Toggl Track or Clockify");
        }

        /** Begins to read rows of projects and tasks. Refuses options for time entries, which would have no effect. */
        private @Nullable ImportRow of(List<String> header, @Nullable String wrong, CsvRowReader found) {
            if (wrong != null) {
                return end("header", wrong);
            }
            return wishes.said().isEmpty()
                    ? begin(header, found)
                    : end(
                            "header",
                            "is that of projects and tasks, but " + wishes.said() + " is only for time entries");
        }

        private @Nullable ImportRow begin(List<String> header, CsvRowReader found) {
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

    /** Reads the rows of one kind of CSV file. */
    interface CsvRowReader {
        ImportRow row(long line, Cells cells);

        /** Returns true if a user cannot correct the file, so that cells without a column are left out. */
        default boolean isTakenAsItIs() {
            return false;
        }

        /** Returns the cells of a row by column name; empty if missing. */
        interface Cells {
            String get(String column);
        }
    }

    /**
     * Reads rows in Devledger's own form: a row with a title is a task, a row without one is a project. A project that
     * no earlier row has named is created.
     */
    record OwnCsv(ImportFields fields, ZoneId zone) implements CsvRowReader {
        /** The columns in the order of the documentation, followed by further texts of a task. */
        static final List<String> COLUMNS = Stream.concat(
                        Stream.of(("project title description status priority tags startDate dueDate repositoryUrl ref"
                                        + " parent stage estimateMinutes assignees blockedBy related discoveredFrom note"
                                        + " customer service billable")
                                .split(" ")),
                        TaskDetails.KIND.fields().stream()
                                .filter(field ->
                                        field.many() == Field.Cardinality.ONE && field.element() == String.class)
                                .map(Field::name))
                .distinct()
                .toList();

        private static final Set<String> TRUTH = Set.of("true", "false");

        private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

        /** The columns with lists separated by semicolons, as names of people and refs can contain spaces. */
        private static final Set<String> LISTS = Set.of("assignees", "blockedBy", "related");

        /** Returns the error of a header; null if the header is right. */
        static @Nullable String wrong(List<String> header) {
            for (String column : header) {
                if (!COLUMNS.contains(column)) {
                    return "has the column " + Parser.quoted(column) + ", which is unknown; allowed are "
                            + String.join(", ", COLUMNS);
                }
            }
            return header.contains("title") ? null : "has no column title";
        }

        @Override
        public ImportRow row(long line, Cells cells) {
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            for (String column : COLUMNS) {
                String cell = cells.get(column);
                if (!cell.isBlank()) {
                    put(row, column, cell);
                }
            }
            if (row.has("title")) {
                return fields.task(
                        line, row, name -> new ImportRow.ProjectReference(name, made(name, Placement.CARD, zone)));
            }
            if (!row.has("project")) {
                return ImportRow.InvalidRow.of(line, "project", "is missing");
            }
            row.set("name", row.remove("project"));
            return fields.project(line, row, true);
        }

        private static void put(ObjectNode row, String column, String cell) {
            if (column.equals("tags")) {
                put(row.putArray(column), cell.strip().split("\\s+"));
            } else if (LISTS.contains(column)) {
                put(row.putArray(column), cell.strip().split("\\s*;\\s*"));
            } else if (column.equals("note")) {
                row.putArray("notes").add(cell);
            } else if (column.equals("billable") && TRUTH.contains(cell.strip())) {
                row.put(column, Boolean.parseBoolean(cell.strip()));
            } else if (column.equals("estimateMinutes")
                    && NUMBER.matcher(cell.strip()).matches()) {
                row.put(column, Integer.parseInt(cell.strip()));
            } else {
                row.put(column, column.equals("description") ? cell : cell.strip());
            }
        }

        private static void put(ArrayNode array, String... texts) {
            for (String text : texts) {
                array.add(text);
            }
        }

        /** Returns a project of which only the name is known. */
        static ProjectDetails made(String name, Placement placement, ZoneId zone) {
            return ProjectDetails.KIND.edited(
                    ProjectDetails.named(name, zone), Patch.of(ProjectDetails.PLACEMENT, placement));
        }
    }
}
