package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.format.ByteLines;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a file without a byte order mark, counted. */
final class FileBytes extends FilterInputStream {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private long count;

    private FileBytes(InputStream in) {
        super(in);
    }

    static FileBytes open(Path file) {
        try {
            FileBytes bytes = new FileBytes(Files.newInputStream(file));
            return Arrays.equals(bytes.readNBytes(MARK.length), MARK) ? bytes : reopened(bytes, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileBytes reopened(FileBytes bytes, Path file) throws IOException {
        bytes.close();
        return new FileBytes(Files.newInputStream(file));
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte @Nullable [] into, int from, int most) throws IOException {
        int read = super.read(into, from, most);
        count += Math.max(0, read);
        return read;
    }

    /** Where the first character is that is not UTF-8, 0 where there is none. */
    static long firstBadLine(Path file) {
        try (ByteLines lines = new ByteLines(open(file), 1 << 20)) {
            while (lines.next()) {
                if (!isUtf8(lines.bytes())) {
                    return lines.number();
                }
            }
            return 0;
        }
    }

    static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
