package dev.devledger.bench.report;

import dev.devledger.bench.measure.Contest;
import dev.devledger.bench.measure.Database;
import dev.devledger.bench.measure.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where it was measured, and what; without the machine's name. */
public final class Machine {
    private static final List<String> SETTINGS = List.of(
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_level",
            "wal_sync_method",
            "shared_buffers",
            "bgwriter_delay",
            "bgwriter_lru_maxpages",
            "max_wal_size");

    private Machine() {}

    public static void note(Report report) {
        report.note("Measured on %s, at commit %s."
                .formatted(LocalDate.now(ZoneOffset.UTC), git("rev-parse", "--short", "HEAD") + changed()));
        report.note("%s, %d processors, %s of memory; %s, data on %s; JDK %s."
                .formatted(
                        first("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("os.name") + " "
                                + System.getProperty("os.version").replaceFirst("-.*", ""),
                        fileSystem(),
                        System.getProperty("java.vm.version")));
        report.note("Server, PostgreSQL and load are on the same processors; the server's heap is "
                + String.join(" ", Server.HEAP)
                + ", TickTick is off. Figures are medians of " + Contest.RUNS
                + " runs, by turns, with the least and the"
                + " most in brackets; ratios are made run by run. Memory: the most that the server's process had, and"
                + " what PostgreSQL's processes had at the end, what they share counted once.");
    }

    public static void note(Server server, Report report) {
        Database database = new Database(server);
        report.note("PostgreSQL %s, which Devledger brings: %s."
                .formatted(
                        database.text("show server_version"),
                        SETTINGS.stream()
                                .map(name -> "`%s = %s`".formatted(name, database.text("show " + name)))
                                .collect(Collectors.joining(", "))));
    }

    private static String changed() {
        return git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : " with changes";
    }

    private static String git(String... arguments) {
        try {
            Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments))
                            .toList())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? said : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while asking git", e);
        }
    }

    private static String memory() {
        String kilobytes = first("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return kilobytes.isEmpty()
                ? "an unknown amount"
                : String.format(Locale.ROOT, "%.0f GB", Long.parseLong(kilobytes) / 1024.0 / 1024.0);
    }

    private static String fileSystem() {
        try {
            return Files.getFileStore(Path.of("bench", "target")).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands behind the colon. */
    private static String first(String file, String field, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException notLinux) {
            return otherwise;
        }
    }
}
