package dev.devledger.adapters.backup;

import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.LedgerRecord.SandboxRow;
import dev.devledger.application.backup.LedgerRecord.StoredAccount;
import dev.devledger.application.backup.LedgerRecord.StoredBatch;
import dev.devledger.application.backup.LedgerRecord.StoredEvent;
import dev.devledger.domain.shared.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes the lines one by one. */
final class BackupWriter {
    private static final int BUFFER = 1 << 16;

    /** The level of compression: twice as fast as the default, and the files are a tenth larger. */
    private static final int COMPRESSION = 3;

    /** Thrown when the disk fails while a record is written. */
    static final class DiskFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient IOException reason;

        DiskFailure(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(COMPRESSION);
        }
    }

    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private final Gzip gzip;
    private long events;

    BackupWriter(OutputStream file) throws IOException {
        gzip = new Gzip(file);
        out = new BufferedOutputStream(gzip, BUFFER);
    }

    void header(BackupFormat.Header header) throws IOException {
        line(BackupFormat.line("header", header));
    }

    void add(LedgerRecord record) {
        try {
            switch (record) {
                case StoredEvent event -> {
                    line(BackupFormat.line("event", event));
                    events++;
                }
                case StoredBatch batch -> line(BackupFormat.line("batch", batch));
                case StoredAccount account -> line(BackupFormat.line("account", account));
                case SandboxRow row -> line(BackupFormat.line("sandbox", row));
            }
        } catch (IOException e) {
            throw new DiskFailure(e);
        }
    }

    /** Writes the last line; the underlying file stays open. */
    BackupFormat.End end() throws IOException {
        BackupFormat.End end = new BackupFormat.End(events, HexFormat.of().formatHex(digest.digest()));
        line(BackupFormat.line("end", end));
        out.flush();
        gzip.finish();
        return end;
    }

    private void line(byte[] line) throws IOException {
        digest.update(line);
        digest.update(BackupFormat.NEWLINE);
        out.write(line);
        out.write(BackupFormat.NEWLINE);
    }
}
