package dev.devledger.bench.trial;

import dev.devledger.bench.measure.Contest.Contender;
import dev.devledger.bench.measure.Meter;
import dev.devledger.bench.measure.Sample;
import dev.devledger.bench.measure.Server;
import dev.devledger.bench.trial.Changes.Peer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark with the same row, where it is installed. It tells the mean latency only. */
record PgBench(Server server, Path program) implements Contender {
    static final String NAME = "Floor: the row by pgbench";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern DONE = Pattern.compile("actually processed: (\\d+)");
    private static final Pattern PARAMETER = Pattern.compile("[?&](\\w+)=([^&]+)");

    static Optional<PgBench> installed(Server server) {
        Stream<Path> onPath = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1))
                .map(folder -> Path.of(folder, "pgbench"));
        try (Stream<Path> versions = Files.isDirectory(DEBIAN) ? Files.list(DEBIAN) : Stream.empty()) {
            return Stream.concat(
                            versions.sorted(Comparator.reverseOrder()).map(folder -> folder.resolve("bin/pgbench")),
                            onPath)
                    .filter(Files::isExecutable)
                    .findFirst()
                    .map(program -> new PgBench(server, program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Sample run(int connections, Duration window) {
        Meter meter = new Meter(server, ProcessHandle.current().pid());
        String said = say(connections, window);
        Matcher rate = RATE.matcher(said);
        Matcher done = DONE.matcher(said);
        if (!rate.find() || !done.find()) {
            throw new IllegalStateException("pgbench did not measure: " + said);
        }
        double perSecond = Double.parseDouble(rate.group(1));
        return new Sample(Long.parseLong(done.group(1)), perSecond, Double.NaN, Double.NaN, Double.NaN, meter.cost());
    }

    private String say(int connections, Duration window) {
        URI url = URI.create(server.jdbcUrl().substring("jdbc:".length()));
        try {
            Path script = Files.writeString(
                    Path.of("bench", "target", "insert.sql"),
                    Peer.INSERT.formatted(
                                    "gen_random_uuid()",
                                    "gen_random_uuid()",
                                    "'Task of the benchmark'",
                                    "'What a person writes of a task when it comes to mind: two or three lines, with a"
                                            + " hint of where to look and what to do.'",
                                    "'medium'",
                                    "array['bench', 'speed']",
                                    "'2030-12-24'",
                                    "'UTC'",
                                    "now()",
                                    "now()")
                            + "\n");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            program.toString(),
                            "--no-vacuum",
                            "--protocol=prepared",
                            "--file=" + script,
                            "--client=" + connections,
                            "--jobs=" + Math.min(connections, 2),
                            "--time=" + Math.max(1, window.toSeconds()),
                            "--host=" + url.getHost(),
                            "--port=" + url.getPort(),
                            "--username=" + parameter(url, "user"),
                            url.getPath().substring(1)))
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", parameter(url, "password"));
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Told to end while pgbench was running", e);
        }
    }

    private static String parameter(URI url, String name) {
        Matcher parameter = PARAMETER.matcher("?" + url.getQuery());
        while (parameter.find()) {
            if (parameter.group(1).equals(name)) {
                return parameter.group(2);
            }
        }
        return "";
    }
}
