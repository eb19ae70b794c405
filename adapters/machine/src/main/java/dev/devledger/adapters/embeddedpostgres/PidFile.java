package dev.devledger.adapters.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a running, or killed, PostgreSQL left in postmaster.pid.
 *
 * @param startedAt to the second
 */
record PidFile(Path file, long pid, Instant startedAt) {

    enum Holder {
        /** Nobody, or a program that is no PostgreSQL and got the number later. */
        NONE,
        THIS_CLUSTERS_POSTGRES,
        /** A PostgreSQL, but perhaps another one: hands off. */
        UNCERTAIN
    }

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

    static Optional<PidFile> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        try {
            return Optional.of(new PidFile(
                    file,
                    Math.abs(Long.parseLong(lines.get(0).strip())),
                    Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip()))));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty(); // cut short: PostgreSQL itself says what is wrong with it
        }
    }

    /**
     * PostgreSQL takes any process of that number for a server, be it a dead one that its parent has not asked after
     * yet. In containers, where numbers are few, that would happen at each start. Without the file it still sees its
     * own survivors, by the shared memory they hold.
     */
    void moveAsideIfReused() throws IOException {
        if (ProcessHandle.of(pid).isPresent()) {
            LOG.info("postmaster.pid names process {}, which is not a running PostgreSQL; moving the file aside", pid);
            Files.move(file, file.resolveSibling("postmaster.pid.stale"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    boolean isRunning() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie();
    }

    /** Java takes them for alive. A container's first process, which Devledger may be, leaves them lying about. */
    private boolean isZombie() {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return status.startsWith(" Z", status.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false; // no Linux, or gone by now
        }
    }

    Holder holder() {
        return isRunning()
                ? ProcessHandle.of(pid).map(process -> judge(process.info())).orElse(Holder.NONE)
                : Holder.NONE;
    }

    private Holder judge(ProcessHandle.Info process) {
        Optional<String> program = process.command().or(process::commandLine);
        if (program.isEmpty()) {
            return Holder.UNCERTAIN;
        }
        if (!program.get().contains("postgres")) {
            return Holder.NONE;
        }
        boolean ours = process.arguments().map(this::nameThisFolder).orElseGet(() -> startedWhenNoted(process));
        return ours ? Holder.THIS_CLUSTERS_POSTGRES : Holder.UNCERTAIN;
    }

    private boolean nameThisFolder(String[] arguments) {
        return Arrays.asList(arguments).contains(file.resolveSibling("").toString());
    }

    /** Not every system shows a process's arguments; that two starts fall together is unlikely enough. */
    private boolean startedWhenNoted(ProcessHandle.Info process) {
        return process.startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) < 0)
                .orElse(false);
    }
}
