package dev.devledger.adapters.backup;

import dev.devledger.application.backup.BackupFailure;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.StoredEvent;
import dev.devledger.domain.shared.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the lines, one after the other, and holds them against what the last one says. */
final class BackupReader {
    private final BackupLines lines;
    private final MessageDigest digest = Sha256.digest();
    private final RecordOrder order = new RecordOrder();
    private long events;

    BackupReader(InputStream in) {
        this.lines = new BackupLines(in);
    }

    void read(Consumer<LedgerRecord> taker) throws IOException {
        requireHeader();
        while (true) {
            Object content = next();
            if (content instanceof BackupFormat.End end) {
                requireEnd(end);
                return;
            }
            if (!(content instanceof LedgerRecord record)) {
                throw lines.damaged("a header is in the middle of the file");
            }
            @Nullable String wrong = order.wrong(record);
            if (wrong != null) {
                throw lines.damaged(wrong);
            }
            events += record instanceof StoredEvent ? 1 : 0;
            digestLine();
            taker.accept(record);
        }
    }

    private void requireHeader() throws IOException {
        if (!(next() instanceof BackupFormat.Header header) || !header.format().equals(BackupFormat.NAME)) {
            throw lines.damaged("this file was not made by 'export'");
        }
        if (header.version() != BackupFormat.VERSION) {
            throw BackupFailure.refused(
                    "The file has format version %d and was made by Devledger %s. This Devledger reads only version %d. Import it with the Devledger that made it."
                            .formatted(header.version(), header.devledger(), BackupFormat.VERSION));
        }
        digestLine();
    }

    private void requireEnd(BackupFormat.End end) throws IOException {
        if (end.events() != events) {
            throw lines.damaged("the file has %d events, but should have %d".formatted(events, end.events()));
        }
        String sha256 = HexFormat.of().formatHex(digest.digest());
        if (!sha256.equals(end.sha256())) {
            throw lines.damaged(
                    "the checksum of the lines before it is %s, not the one that the file gives, so a line was changed"
                            .formatted(sha256));
        }
        if (lines.next()) {
            throw lines.damaged("the file goes on after its last line");
        }
    }

    private Object next() throws IOException {
        if (!lines.next()) {
            throw lines.damaged("the file ends before its last line");
        }
        try {
            return BackupFormat.read(lines.bytes(), lines.length());
        } catch (JacksonException | IllegalArgumentException e) {
            throw lines.damaged("the line cannot be read");
        }
    }

    private void digestLine() {
        digest.update(lines.bytes(), 0, lines.length());
        digest.update(BackupFormat.NEWLINE);
    }
}
