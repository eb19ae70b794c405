package dev.devledger.adapters.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.BackupFiles.Written;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.backup.LedgerRecord.StoredAccount;
import dev.devledger.application.backup.LedgerRecord.StoredBatch;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import dev.devledger.domain.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipBackupFilesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final String HASH = "0f".repeat(32);
    private static final List<LedgerRecord> LEDGER = List.of(
            event(1, "project-a", 0, null, "{\"name\":\"Ä \\\"quoted\\\" \\\\ \\u0000 \uD83D\uDE00\"}"),
            event(4, "project-a", 1, HASH, "{\"text\":\"two\\nlines\\tand a tab\u2028\"}"),
            event(5, "task-b", 0, null, "{}"),
            new StoredBatch(1, 1, 5, 3, "00".repeat(32), HASH, NOW),
            new StoredAccount("ticktick", "live", "inbox4711"),
            new SandboxRow("task", "{\"id\":\"4711\"}"));

    @TempDir
    Path folder;

    private final GzipBackupFiles files = new GzipBackupFiles("1.2.3", Clock.fixed(NOW, ZoneOffset.UTC));
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ledger.gz");
    }

    private static StoredEvent event(long position, String stream, long version, String previous, String payload) {
        return new StoredEvent(
                position,
                stream,
                version,
                "Project",
                "id-" + position,
                "project.edited",
                null,
                "2026-03-01T08:00:00Z",
                payload,
                "{}",
                previous,
                HASH);
    }

    @Test
    void what_is_written_is_read_again() {
        Written written = write(LEDGER);
        assertThat(read()).isEqualTo(LEDGER);
        assertThat(written.events()).isEqualTo(3);
        assertThat(written.bytes()).isEqualTo(size());
    }

    /** The lines as ADR 0017 has them, so that other programs can read them. */
    @Test
    void the_lines_are_as_documented() throws Exception {
        Written written = write(List.of(
                event(1, "project-a", 0, null, "{}"),
                event(2, "project-a", 1, HASH, "{}"),
                new StoredBatch(1, 1, 2, 2, "00".repeat(32), HASH, NOW),
                new StoredAccount("ticktick", "live", "inbox4711"),
                new SandboxRow("task", "{}")));
        assertThat(text()).isEqualTo(Files.readString(Path.of("src/test/resources/reviewed/backup.ndjson")));
        String lines = text().substring(0, text().indexOf("{\"end\""));
        assertThat(written.sha256())
                .isEqualTo(HexFormat.of().formatHex(Sha256.digest().digest(lines.getBytes(UTF_8))));
    }

    @Test
    void only_its_owner_can_read_it() throws Exception {
        write(LEDGER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_file_that_is_there_is_kept_unless_it_is_to_be_replaced() throws Exception {
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> write(LEDGER))
                .hasMessageContaining("already exists")
                .satisfies(refused(true));
        assertThat(Files.readString(file)).isEqualTo("mine");
        files.write(file, true, LEDGER::forEach);
        assertThat(read()).isEqualTo(LEDGER);
    }

    @Test
    void what_fails_on_the_way_leaves_no_file() {
        assertThatThrownBy(() -> files.write(file, false, taker -> {
                    taker.accept(LEDGER.getFirst());
                    throw new IllegalStateException("the database is away");
                }))
                .hasMessage("the database is away");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_a_kill_left_is_no_hindrance() throws Exception {
        Files.writeString(folder.resolve("ledger.gz.part"), "half of it, and much longer than all of it".repeat(1000));
        write(LEDGER);
        assertThat(read()).isEqualTo(LEDGER);
        assertThat(folder.resolve("ledger.gz.part")).doesNotExist();
    }

    @Test
    void two_exports_do_not_write_into_one_file() {
        assertThatThrownBy(() -> files.write(file, false, taker -> write(LEDGER)))
                .hasMessageContaining("Another export")
                .satisfies(refused(true));
    }

    @Test
    void a_folder_that_is_missing_is_told() {
        assertThatThrownBy(() -> files.write(folder.resolve("no/ledger.gz"), false, LEDGER::forEach))
                .hasMessageContaining("The folder " + folder.resolve("no") + " does not exist")
                .satisfies(refused(false));
        assertThatThrownBy(() -> files.write(folder, true, LEDGER::forEach)).hasMessageContaining("is a folder");
    }

    @Test
    void no_file_and_no_backup_are_told() throws Exception {
        assertThatThrownBy(this::read)
                .hasMessage("There is no file " + file + ".")
                .satisfies(refused(false));
        assertThatThrownBy(() -> files.read(folder, record -> {})).hasMessageContaining("is a folder");
        Files.write(file, new byte[0]);
        assertThatThrownBy(this::read).hasMessageContaining("was not made by 'export'");
        Files.writeString(file, "{\"header\":{}}");
        assertThatThrownBy(this::read).hasMessageContaining("was not made by 'export'");
        zip("");
        assertThatThrownBy(this::read).hasMessageContaining("Line 1: the file ends before its last line");
        zip("{\"event\":{}}\n");
        assertThatThrownBy(this::read).hasMessageContaining("Line 1: ");
    }

    @Test
    void another_version_is_told() throws Exception {
        write(LEDGER);
        zip(text().replace("\"version\":1,\"exportedAt\"", "\"version\":2,\"exportedAt\""));
        assertThatThrownBy(this::read)
                .hasMessageContaining(
                        "format version 2 and was made by Devledger 1.2.3. This Devledger reads only version 1");
    }

    /**
     * Six bytes of gzip's own header, such as the system it was made on, and the bits that fill its last byte mean nothing
     * and change nothing.
     */
    @Test
    void a_byte_changed_anywhere_is_seen() throws Exception {
        write(LEDGER);
        byte[] whole = Files.readAllBytes(file);
        int seen = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 0x11;
            Files.write(file, changed);
            try {
                assertThat(read()).as("byte " + i).isEqualTo(LEDGER);
            } catch (BackupFailure e) {
                seen++;
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(whole.length - 7);
    }

    @Test
    void a_file_cut_anywhere_is_seen() throws Exception {
        write(LEDGER);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::read).as("cut to " + length).isInstanceOf(BackupFailure.class);
        }
    }

    /** As somebody would who unzips it, writes into it and zips it again. */
    @Test
    void a_letter_changed_in_any_line_is_seen() throws Exception {
        write(LEDGER);
        String whole = text();
        for (int i = 0; i < whole.length(); i++) {
            zip(whole.substring(0, i) + (whole.charAt(i) == 'x' ? 'y' : 'x') + whole.substring(i + 1));
            assertThatThrownBy(this::read).as("letter " + i).isInstanceOf(BackupFailure.class);
        }
    }

    @Test
    void lines_that_are_missing_doubled_moved_or_added_are_seen_and_told() throws Exception {
        write(LEDGER);
        List<String> lines = text().lines().toList();
        damaged(without(lines, 2), "Line 7: the file has 2 events, but should have 3");
        damaged(without(lines, 4), "Line 7: the checksum of the lines before it is");
        damaged(with(lines, 2, lines.get(1)), "Line 3: the position 1 does not follow the one before it");
        damaged(moved(lines, 1, 2), "Line 3: the position 1 does not follow");
        damaged(moved(lines, 3, 4), "Line 5: the position 5 does not follow");
        damaged(with(lines, 8, lines.get(7)), "Line 9: the file goes on after its last line");
        damaged(with(lines, 3, "{\"surprise\":{}}"), "Line 4: the line cannot be read");
        damaged(without(lines, 7), "Line 8: the file ends before its last line");
        damaged(with(lines, 3, lines.getFirst()), "Line 4: a header is in the middle of the file");
        damaged(moved(lines, 5, 6), "Line 7: the line is in the wrong place of the file");
        damaged(with(lines, 3, "{\"event\":null}"), "Line 4: the line cannot be read");
        damaged(
                with(lines, 1, lines.get(1).replace("\"hash\":\"", "\"hash\":\"no")),
                "Line 2: the line cannot be read");
    }

    private void damaged(List<String> lines, String told) throws IOException {
        zip(String.join("\n", lines) + "\n");
        assertThatThrownBy(this::read)
                .hasMessageStartingWith(told)
                .hasMessageEndingWith("Nothing was imported.")
                .satisfies(refused(true));
    }

    private static List<String> without(List<String> lines, int index) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(index);
        return changed;
    }

    private static List<String> with(List<String> lines, int index, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.add(index, line);
        return changed;
    }

    private static List<String> moved(List<String> lines, int from, int to) {
        List<String> changed = new ArrayList<>(lines);
        changed.add(to, changed.remove(from));
        return changed;
    }

    private Written write(List<LedgerRecord> records) {
        return files.write(file, false, records::forEach);
    }

    private List<LedgerRecord> read() {
        List<LedgerRecord> records = new ArrayList<>();
        files.read(file, records::add);
        return records;
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private void zip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        Files.write(file, bytes.toByteArray());
    }

    private static Consumer<Throwable> refused(boolean refused) {
        return failure -> assertThat(((BackupFailure) failure).refused()).isEqualTo(refused);
    }
}
