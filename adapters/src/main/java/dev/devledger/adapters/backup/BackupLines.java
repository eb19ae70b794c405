package dev.devledger.adapters.backup;

import dev.devledger.application.backup.BackupFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;

/** The lines of a file, one at a time and counted from 1. */
final class BackupLines {
    /** Far above the largest event that there can be: what is longer is no line of ours, and would fill the memory. */
    private static final int LONGEST = 64 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] read = new byte[BUFFER];
    private int from;
    private int to;
    private byte[] line = new byte[BUFFER];
    private int length;
    private long number;

    BackupLines(InputStream in) {
        this.in = in;
    }

    /** False at the end of the file. */
    boolean next() throws IOException {
        number++;
        length = 0;
        while (true) {
            if (from == to && !fill()) {
                if (length > 0) {
                    throw damaged("the line is incomplete");
                }
                return false;
            }
            int end = from;
            while (end < to && read[end] != BackupFormat.NEWLINE) {
                end++;
            }
            append(from, end);
            from = Math.min(end + 1, to);
            if (end < to) {
                return true;
            }
        }
    }

    private boolean fill() throws IOException {
        try {
            from = 0;
            to = Math.max(0, in.read(read, 0, read.length));
            return to > 0;
        } catch (EOFException e) {
            throw damaged("the file ends here and is incomplete");
        } catch (ZipException e) {
            throw damaged("the file is damaged here or shortly before (" + e.getMessage() + ")");
        }
    }

    private void append(int start, int end) {
        int needed = length + end - start;
        if (needed > LONGEST) {
            throw damaged("the line is too long");
        }
        if (needed > line.length) {
            line = Arrays.copyOf(line, Math.max(needed, 2 * line.length));
        }
        System.arraycopy(read, start, line, length, end - start);
        length = needed;
    }

    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    long number() {
        return number;
    }

    BackupFailure damaged(String what) {
        return BackupFailure.refused("Line %d: %s. Nothing was imported.".formatted(number, what));
    }
}
