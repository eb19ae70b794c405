package dev.devledger.adapters.commandline;

import dev.devledger.application.proof.KeptHead;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The heads that were kept elsewhere: one, those of a file with one in each line, or both. Of the file only what is there
 * before anything is verified is read: a server may add heads of batches that are sealed later.
 */
final class KeptHeads implements Iterable<KeptHead>, AutoCloseable {
    private final Optional<KeptHead> one;
    private final @Nullable Path file;
    private final long lines;
    private final long inFile;
    private Stream<String> reading = Stream.empty();

    private KeptHeads(Optional<KeptHead> one, @Nullable Path file, long lines, long inFile) {
        this.one = one;
        this.file = file;
        this.lines = lines;
        this.inFile = inFile;
    }

    /** A line that is none is complained of now, and not after an hour's verification. */
    static KeptHeads of(Optional<String> head, Optional<String> file) {
        Optional<KeptHead> one = head.map(word -> parsed(word, ""));
        if (file.isEmpty()) {
            return new KeptHeads(one, null, 0, 0);
        }
        Path path = Path.of(file.get());
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            long lines = 0;
            long heads = 0;
            String line = reader.readLine();
            while (line != null) {
                String next = reader.readLine();
                if (next == null && isTorn(line, path)) {
                    break;
                }
                lines++;
                if (!line.isBlank()) {
                    parsed(line, place(lines, path));
                    heads++;
                }
                line = next;
            }
            if (heads == 0) {
                throw Complaint.couldNotRun(
                        "There is no head in %s. Each line must be a head, as devledger.ledger.head-file writes it."
                                .formatted(path));
            }
            return new KeptHeads(one, path, lines, heads);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The last line is written just now, or was when the power went. */
    private static boolean isTorn(String last, Path path) throws IOException {
        if (last.length() >= KeptHead.SHORTEST) {
            return false;
        }
        try (SeekableByteChannel bytes = Files.newByteChannel(path)) {
            ByteBuffer end = ByteBuffer.allocate(1);
            bytes.position(bytes.size() - 1).read(end);
            return end.get(0) != '\n';
        }
    }

    private static String place(long line, Path path) {
        return "line " + line + " of " + path;
    }

    private static KeptHead parsed(String word, String place) {
        try {
            return KeptHead.parse(word, place);
        } catch (IllegalArgumentException e) {
            throw Complaint.couldNotRun((place.isEmpty() ? "" : "In " + place + ": ") + e.getMessage(), e);
        }
    }

    private static Complaint unreadable(Path path, IOException e) {
        return Complaint.couldNotRun(
                "No heads can be read from %s: %s. Name a file with a head in each line.".formatted(path, reason(e)),
                e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException shut -> "this user may not read it";
            case CharacterCodingException binary -> "it is not text in UTF-8";
            default -> String.valueOf(e.getMessage());
        };
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // close() closes it
    public Iterator<KeptHead> iterator() {
        Path path = file;
        if (path == null) {
            return one.stream().iterator();
        }
        try {
            reading = Files.lines(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        long[] line = {0};
        Stream<KeptHead> kept = reading.limit(lines).flatMap(text -> {
            line[0]++;
            return text.isBlank() ? Stream.empty() : Stream.of(parsed(text, place(line[0], path)));
        });
        return Stream.concat(one.stream(), kept).iterator();
    }

    /** For the last line of a verification that has found nothing; empty where none was kept. */
    String describe() {
        return one.map(head -> ", the head of batch %d".formatted(head.batch())).orElse("")
                + (file == null ? "" : ", %d heads of %s".formatted(inFile, file));
    }

    @Override
    public void close() {
        reading.close();
    }
}
