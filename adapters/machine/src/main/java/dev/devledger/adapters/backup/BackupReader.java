package dev.devledger.adapters.backup;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.backup.LedgerRecord.StoredAccount;
import dev.devledger.application.backup.LedgerRecord.StoredBatch;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import dev.devledger.domain.shared.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads the lines one by one, and checks them against the last line. */
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

    /** The complete lines of a backup. */
    static final class BackupLines {
        /**
         * The longest accepted line, far longer than the largest possible event: a longer line is not Devledger's, and
         * would fill the memory.
         */
        private static final int LONGEST = 64 << 20;

        private final ByteLines lines;

        BackupLines(InputStream in) {
            this.lines = new ByteLines(in, LONGEST);
        }

        /** Moves to the next line; false at the end of the file. */
        boolean next() throws IOException {
            boolean found = found();
            if (lines.isTooLong()) {
                throw damaged("the line is too long");
            }
            if (found && !lines.isEnded()) {
                throw damaged("the line is incomplete");
            }
            return found;
        }

        private boolean found() throws IOException {
            try {
                return lines.next();
            } catch (UncheckedIOException e) {
                throw switch (Objects.requireNonNull(e.getCause())) {
                    case EOFException end -> damaged("the file ends here and is incomplete");
                    case ZipException damage ->
                        damaged("the file is damaged here or shortly before (" + damage.getMessage() + ")");
                    case IOException other -> throw other;
                };
            }
        }

        byte[] bytes() {
            return lines.buffer();
        }

        int length() {
            return lines.length();
        }

        BackupFailure damaged(String what) {
            return BackupFailure.refused("Line %d: %s. Nothing was imported.".formatted(lines.number(), what));
        }
    }

    /** Checks the order of the records, and each record by itself. */
    static final class RecordOrder {
        private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

        private int kind;
        private long number;

        /** Returns what is wrong with the next record; null if it is valid. */
        @Nullable
        String wrong(LedgerRecord record) {
            return switch (record) {
                case StoredEvent event -> event(event);
                case StoredBatch batch -> batch(batch);
                case StoredAccount account -> others(2);
                case SandboxRow row -> others(3);
            };
        }

        private @Nullable String others(int nextKind) {
            return follows(nextKind, nextKind == kind ? number + 1 : 1)
                    ? null
                    : "the line is in the wrong place of the file";
        }

        private @Nullable String event(StoredEvent event) {
            if (!follows(0, event.position())) {
                return "the position %d does not follow the one before it".formatted(event.position());
            }
            String previous = event.previousHash();
            if ((event.version() == 0) != (previous == null)) {
                return "only the first event of a stream may have no previous hash";
            }
            return isHash(event.hash()) && (previous == null || isHash(previous))
                    ? null
                    : "a hash must have 64 hexadecimal digits";
        }

        private @Nullable String batch(StoredBatch batch) {
            if (!follows(1, batch.number())) {
                return "the batch %d does not follow the one before it".formatted(batch.number());
            }
            return isHash(batch.hash()) && isHash(batch.previousHash())
                    ? null
                    : "a hash must have 64 hexadecimal digits";
        }

        /** True if the kinds come in their order, and the numbers of each kind grow from 1. */
        private boolean follows(int nextKind, long nextNumber) {
            boolean fits = nextKind > kind ? nextNumber > 0 : nextKind == kind && nextNumber > number;
            kind = nextKind;
            number = nextNumber;
            return fits;
        }

        private static boolean isHash(String hex) {
            return HASH.matcher(hex).matches();
        }
    }
}
