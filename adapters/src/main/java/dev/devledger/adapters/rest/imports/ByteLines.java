package dev.devledger.adapters.rest.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The lines of a file as bytes. Of one that is longer than allowed, only that is known. */
final class ByteLines implements AutoCloseable {
    private final InputStream in;
    private final int longest;
    private final byte[] piece = new byte[1 << 16];
    private int from;
    private int to;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;
    private long number;

    ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Goes to the next one; false at the end. */
    boolean next() {
        length = 0;
        tooLong = false;
        if (from == to && !fill()) {
            return false;
        }
        number++;
        do {
            int end = from;
            while (end < to && piece[end] != '\n') {
                end++;
            }
            append(end);
            from = end;
            if (end < to) {
                from++;
                return true;
            }
        } while (fill());
        return true;
    }

    private void append(int end) {
        int more = end - from;
        if (tooLong || length + more > longest) {
            tooLong = true;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(piece, from, line, length, more);
        length += more;
    }

    private boolean fill() {
        try {
            from = 0;
            to = Math.max(0, in.read(piece));
            return to > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From 1. */
    long number() {
        return number;
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** Without the end of the line. */
    byte[] bytes() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Arrays.copyOf(line, end);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
