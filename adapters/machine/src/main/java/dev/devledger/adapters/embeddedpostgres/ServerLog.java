package dev.devledger.adapters.embeddedpostgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What PostgreSQL writes: into one file until it has begun, into a file for each day of the week from then on. */
record ServerLog(Path folder) {

    private static final int SHOWN_LINES = 15;
    private static final int READ_AT_MOST = 64 * 1024;

    Path startFile() {
        return folder.resolve("start.log");
    }

    void beginAnew() throws IOException {
        Files.deleteIfExists(startFile());
    }

    /** The last lines of this start, first what was said before the daily file was open. */
    String lastLines() {
        try {
            return shorten(Stream.concat(Stream.of(startFile()), newestDay().stream())
                    .filter(Files::exists)
                    .flatMap(file -> tail(file).lines())
                    .toList());
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    private List<Path> newestDay() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> !file.equals(startFile()) && writtenInThisStart(file))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .stream()
                    .toList();
        }
    }

    private boolean writtenInThisStart(Path file) {
        return file.toFile().lastModified() >= startFile().toFile().lastModified();
    }

    private static String tail(Path file) {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - READ_AT_MOST));
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        } catch (IOException e) {
            return "(" + file + " cannot be read: " + e.getMessage() + ")";
        }
    }

    private static String shorten(List<String> lines) {
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }
}
