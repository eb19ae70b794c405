package dev.devledger.adapters.backup;

import dev.devledger.adapters.format.ByteLines;
import dev.devledger.application.backup.BackupFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.zip.ZipException;

/** The lines of a backup, each of them whole. */
final class BackupLines {
    /** Far above the largest event that there can be: what is longer is no line of ours, and would fill the memory. */
    private static final int LONGEST = 64 << 20;

    private final ByteLines lines;

    BackupLines(InputStream in) {
        this.lines = new ByteLines(in, LONGEST);
    }

    /** False at the end of the file. */
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
