package dev.devledger.adapters.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Reads the lines of a file as bytes, one at a time. Of a line that is too long, only the beginning is read at first.
 */
public final class ByteLines implements AutoCloseable {
    private final InputStream in;
    private final int longest;
    private final byte[] piece = new byte[1 << 16];
    private int from;
    private int to;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;
    private boolean ended;
    private long number;

    public ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Moves to the next line; false at the end. */
    public boolean next() {
        while (tooLong && !ended && there()) {
            take();
        }
        number++;
        length = 0;
        tooLong = false;
        ended = false;
        while (!ended && !tooLong && there()) {
            take();
        }
        return ended || tooLong || length > 0;
    }

    private void take() {
        int end = from;
        while (end < to && piece[end] != '\n') {
            end++;
        }
        append(end);
        ended = end < to;
        from = ended ? end + 1 : end;
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

    private boolean there() {
        return from < to || fill();
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

    /** Returns the number of the current line, from 1; at the end, the number that a further line would have. */
    public long number() {
        return number;
    }

    public boolean isTooLong() {
        return tooLong;
    }

    /** False if the line is the last one and has no line feed. */
    public boolean isEnded() {
        return ended;
    }

    /**
     * Returns the buffer, whose first {@link #length} bytes are the current line, including a carriage return at its
     * end. The next {@link #next} overwrites it.
     */
    public byte[] buffer() {
        return line;
    }

    public int length() {
        return length;
    }

    /** Returns the line without its line feed and carriage return. */
    public byte[] bytes() {
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
