package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.sync.existence.ExistenceDecision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Not part of the build: many worlds, and the bugs that were planted to be found; see {@code trials/simulation}. */
class SimulationTrial {
    private static final int STEPS = 150;
    private static final int TOLD = Integer.getInteger("devledger.simulation.told", 3);
    private static final Path TABLE = Path.of("target", "simulation-trial.md");

    @Test
    void worlds() throws Exception {
        long first = Long.getLong("devledger.simulation.first", 0);
        long seeds = Long.getLong("devledger.simulation.seeds", 300);
        int threads = Integer.getInteger(
                "devledger.simulation.threads", Runtime.getRuntime().availableProcessors());
        Instant began = Instant.now();
        AtomicLong next = new AtomicLong(first);
        ConcurrentLinkedQueue<Simulation.Failure> failures = new ConcurrentLinkedQueue<>();
        List<Tally> tallies = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Tally tally = new Tally();
                tallies.add(tally);
                work.add(pool.submit(() -> {
                    for (long seed = next.getAndIncrement(); seed < first + seeds; seed = next.getAndIncrement()) {
                        new Simulation(Scenario.asked(seed, STEPS), tally)
                                .fails()
                                .ifPresent(failures::add);
                    }
                }));
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        Tally all = new Tally();
        tallies.forEach(all::add);
        long seconds = Duration.between(began, Instant.now()).toSeconds();
        List<String> lines = new ArrayList<>(List.of(
                "| seeds | steps | calls | broken | seconds |",
                "| ---: | ---: | ---: | ---: | ---: |",
                "| %d | %d | %d | %d | %d |".formatted(seeds, all.steps(), all.calls(), failures.size(), seconds),
                "",
                "| fault | times |",
                "| --- | ---: |"));
        all.faults().forEach((fault, count) -> lines.add("| " + fault + " | " + count + " |"));
        lines.addAll(List.of("", "| row | answer | times |", "| --- | --- | ---: |"));
        answers()
                .forEach(each -> lines.add("| " + each.rule() + " | " + each.action() + " | "
                        + all.answers().getOrDefault(each, 0L) + " |"));
        lines.add("");
        failures.forEach(each -> lines.add("- " + each.message()));
        failures.stream()
                .limit(TOLD)
                .forEach(each -> lines.add("\n```\n"
                        + FailureReport.of(each, Scenario.of(each.scenario().seed(), STEPS)) + "\n```"));
        write(lines);
        assertThat(failures).extracting(Simulation.Failure::message).isEmpty();
    }

    /** All that the existence table can answer. */
    private static List<ExistenceDecision> answers() {
        return Arrays.stream(ExistenceDecision.LinkState.values())
                .flatMap(link -> Arrays.stream(ExistenceDecision.LocalState.values())
                        .flatMap(local -> Arrays.stream(ExistenceDecision.RemoteState.values())
                                .map(remote -> ExistenceDecision.of(link, local, remote))))
                .distinct()
                .filter(each -> each.row() != null)
                .sorted(Comparator.comparing(ExistenceDecision::row).thenComparing(ExistenceDecision::action))
                .toList();
    }

    @Test
    void planted_bugs() throws Exception {
        List<String> lines =
                new ArrayList<>(List.of("| planted bug | found after worlds | by |", "| --- | ---: | --- |"));
        List<SabotageRun> missed = new ArrayList<>();
        for (Sabotage bug : Arrays.stream(Sabotage.values())
                .filter(each -> each != Sabotage.NONE)
                .toList()) {
            SabotageRun run = SabotageRun.of(bug, STEPS);
            lines.add("| " + bug.words() + " | " + (run.found() ? run.worlds() : "not in " + run.worlds()) + " | "
                    + run.invariant() + " |");
            if (!run.found()) {
                missed.add(run);
            }
        }
        lines.add("");
        write(lines);
        assertThat(missed).extracting(SabotageRun::bug).isEmpty();
    }

    private static void write(List<String> lines) throws IOException {
        List<String> all = new ArrayList<>();
        if (Files.exists(TABLE)) {
            all.addAll(Files.readAllLines(TABLE));
        }
        all.addAll(lines);
        Files.write(TABLE, all);
    }
}
