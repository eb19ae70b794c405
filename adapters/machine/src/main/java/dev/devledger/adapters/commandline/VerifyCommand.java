package dev.devledger.adapters.commandline;

import dev.devledger.adapters.commandline.Command.CommandArguments;
import dev.devledger.adapters.commandline.Command.CommandInfo;
import dev.devledger.adapters.commandline.Command.CommandInfo.Needs;
import dev.devledger.adapters.commandline.Command.Complaint;
import dev.devledger.adapters.commandline.Command.Console;
import dev.devledger.adapters.commandline.Command.Exit;
import dev.devledger.application.proof.Difference;
import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Verification;
import dev.devledger.application.proof.Verification.VerificationRuns;
import dev.devledger.application.proof.Verification.VerificationRuns.VerificationRun;
import dev.devledger.application.proof.Verification.Verified;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code verify}. */
public record VerifyCommand(Verification verification, VerificationRuns runs, InstantSource clock) implements Command {
    public static final CommandInfo INFO = new CommandInfo(
            "verify",
            "",
            Set.of("head=BATCH:HASH", "heads=FILE"),
            "proves that the stored ledger was not changed; the server may be running",
            Needs.A_LEDGER);

    @Override
    public Exit run(CommandArguments arguments, Console console) {
        Instant startedAt = clock.instant();
        long begin = System.nanoTime();
        try (ExternalHeads kept = ExternalHeads.of(arguments.value("head"), arguments.value("heads"))) {
            Verified verified = verification.run(kept, new SparseProgress(console.out()));
            describe(verified, kept, (System.nanoTime() - begin) / 1e9).forEach(console.out()::println);
            boolean heads = Stream.of("head", "heads")
                    .anyMatch(each -> arguments.value(each).isPresent());
            keep(VerificationRun.of(verified, startedAt, clock.instant(), user(), heads), console);
            return verified.differences().isEmpty() ? Exit.GOOD : Exit.REFUSED;
        } catch (Verification.VerificationDisturbed e) {
            throw Complaint.couldNotRun(String.valueOf(e.getMessage()), e);
        }
    }

    /** Stores the result. If that fails, it is only a warning: the result is valid, and already on the console. */
    private void keep(VerificationRun run, Console console) {
        try {
            runs.keep(run);
        } catch (RuntimeException e) {
            console.err().println("This result could not be kept for others: " + e.getMessage());
        }
    }

    private static String user() {
        return System.getProperty("user.name", "?");
    }

    /** Returns a line for each difference; the last line ends with the advice. */
    private static List<String> describe(Verified verified, ExternalHeads kept, double seconds) {
        List<Difference> differences = verified.differences();
        if (differences.isEmpty()) {
            return List.of(allIsWell(verified, kept, seconds));
        }
        List<String> lines =
                new ArrayList<>(differences.stream().map(Difference::describe).toList());
        if (verified.untold() > 0) {
            lines.add("Further differences, which are not listed: %d.".formatted(verified.untold()));
        }
        String alsoSaid = verified.rows().isEmpty() ? " The tables for reading were not compared. " : " ";
        lines.add(lines.removeLast() + alsoSaid + advice(differences));
        return lines;
    }

    private static String allIsWell(Verified verified, ExternalHeads kept, double seconds) {
        String rows = verified.rows().entrySet().stream()
                .map(table -> "%s %d".formatted(table.getKey(), table.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "Nothing was changed: %d events in %d streams up to position %d, %d batches (%d events are not"
                        + " sealed yet, and are proved only by their streams and the history)%s, rows of %s; %.1f"
                        + " seconds.",
                verified.events(),
                verified.streams(),
                verified.position(),
                verified.batches(),
                verified.unsealed(),
                kept.describe(),
                rows,
                seconds);
    }

    private static String advice(List<Difference> differences) {
        if (differences.stream().allMatch(Difference::ofReadModel)) {
            return "The events are unchanged: rebuild the read model with POST /api/projections/all/replay.";
        }
        if (differences.stream().allMatch(Difference::ofPlace)) {
            return "The stored events are the sealed ones, but tables, functions or settings of the database were"
                    + " changed, and could store or return other events. Find out who did it and undo it; or export,"
                    + " and import into an empty database.";
        }
        return "The event store was changed. Keep a copy of the database to find out what happened, and restore the"
                + " newest good backup.";
    }

    /** Prints a line for each completed step, and a line every few seconds during a long step. */
    static final class SparseProgress implements Verification.Progress {
        private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

        private final PrintStream out;
        private long last = System.nanoTime();

        SparseProgress(PrintStream out) {
            this.out = out;
        }

        @Override
        public void at(String step, long done, long total) {
            if (done < total && System.nanoTime() - last < PAUSE_NANOS) {
                return;
            }
            last = System.nanoTime();
            out.printf("%s: %d of %d%n", step, done, total);
            out.flush();
        }
    }

    /**
     * The heads that the user has kept: a single one, the lines of a file, or both. Of the file only the lines that it
     * has before the verification are read: a server may add heads of batches that are sealed later.
     */
    static final class ExternalHeads implements Iterable<ExternalHead>, AutoCloseable {
        private final Optional<ExternalHead> one;
        private final @Nullable Path file;
        private final long lines;
        private final long inFile;
        private Stream<String> reading = Stream.empty();

        private ExternalHeads(Optional<ExternalHead> one, @Nullable Path file, long lines, long inFile) {
            this.one = one;
            this.file = file;
            this.lines = lines;
            this.inFile = inFile;
        }

        /**
         * Reads the heads. It checks every line first, so that an invalid line is reported at once, and not after a
         * verification of an hour.
         */
        static ExternalHeads of(Optional<String> head, Optional<String> file) {
            Optional<ExternalHead> one = head.map(word -> parsed(word, ""));
            if (file.isEmpty()) {
                return new ExternalHeads(one, null, 0, 0);
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
                return new ExternalHeads(one, path, lines, heads);
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }

        /** True if the last line is incomplete, as another process is writing it or a power cut interrupted that. */
        private static boolean isTorn(String last, Path path) throws IOException {
            if (last.length() >= ExternalHead.SHORTEST) {
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

        private static ExternalHead parsed(String word, String place) {
            try {
                return ExternalHead.parse(word, place);
            } catch (IllegalArgumentException e) {
                throw Complaint.couldNotRun((place.isEmpty() ? "" : "In " + place + ": ") + e.getMessage(), e);
            }
        }

        private static Complaint unreadable(Path path, IOException e) {
            return Complaint.couldNotRun(
                    "No heads can be read from %s: %s. Name a file with a head in each line."
                            .formatted(path, reason(e)),
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
        public Iterator<ExternalHead> iterator() {
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
            Stream<ExternalHead> kept = reading.limit(lines).flatMap(text -> {
                line[0]++;
                return text.isBlank() ? Stream.empty() : Stream.of(parsed(text, place(line[0], path)));
            });
            return Stream.concat(one.stream(), kept).iterator();
        }

        /** Returns the end of the last line of a verification without differences; empty if no head was given. */
        String describe() {
            return one.map(head -> ", the head of batch %d".formatted(head.batch()))
                            .orElse("")
                    + (file == null ? "" : ", %d heads of %s".formatted(inFile, file));
        }

        @Override
        public void close() {
            reading.close();
        }
    }
}
