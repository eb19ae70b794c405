package dev.devledger.application.sync.read;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A large account within the budget, counted in calls. {@code -Ddevledger.large=true} is the full size, 110 lists, 5,000
 * cards and 20,000 tasks, and writes a table; {@code trials/size} runs it.
 */
class LargeAccountTest {
    private static final boolean WHOLE = Boolean.getBoolean("devledger.large");
    private static final int LISTS = WHOLE ? 110 : 100;
    private static final int CARDS = WHOLE ? 5_000 : 200;
    private static final int TASKS = WHOLE ? 20_000 : 1_200;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The cost of a run: calls by kind, cycles and time. */
    private record Run(Map<Call, Long> calls, int cycles, Duration time) {
        long of(Call call) {
            return calls.getOrDefault(call, 0L);
        }

        long all() {
            return calls.values().stream().mapToLong(Long::longValue).sum();
        }

        String words() {
            return calls.entrySet().stream()
                    .map(each -> each.getKey() + " " + each.getValue())
                    .collect(joining(", "));
        }
    }

    private final World world = new World(MINUTE);
    private final List<EntityRef> projects = new ArrayList<>();

    private void fill() {
        world.remote.remembersNothing();
        for (int i = 0; i < LISTS; i++) {
            projects.add(world.project("List " + i, ProjectStatus.ACTIVE, Placement.LIST, ""));
        }
        for (int i = 0; i < CARDS; i++) {
            projects.add(world.project("Card " + i));
        }
        for (int i = 0; i < TASKS; i++) {
            world.task(projects.get(i % projects.size()), "Task " + i);
        }
    }

    /** Runs cycles until nothing waits and every list was read. */
    private Run converge(Duration longest) {
        Instant begun = world.clock.instant();
        int cyclesBefore = world.cycles.size();
        world.remote.calls();
        world.full();
        while (!isDone()) {
            assertThat(world.clock.instant()).as("still at work").isBefore(begun.plus(longest));
            Instant next = world.runner.runDue();
            world.clock.forward(Duration.ofMillis(1));
            world.clock.forwardTo(next);
        }
        return new Run(
                world.remote.calls().stream().collect(groupingBy(call -> call, TreeMap::new, counting())),
                world.cycles.size() - cyclesBefore,
                Duration.between(begun, world.clock.instant()));
    }

    private boolean isDone() {
        return world.work.pending(world.account) == 0
                && world.state().state() == ConnectorCondition.IDLE
                && world.cycles.getLast().complete();
    }

    @Test
    void it_is_sent_and_looked_through_within_the_budget() throws IOException {
        fill();
        world.remote.budget(
                new SharedCallBudget.Window(MINUTE, 95), new SharedCallBudget.Window(MINUTE.multipliedBy(5), 285));

        Run sent = converge(Duration.ofHours(3));
        tell("sent", sent);
        assertThat(world.remote.live()).hasSize(CARDS + TASKS);
        assertAsFewAsCanBe(sent);

        for (int i = 0; i < LISTS; i++) {
            world.phone.rename(world.remote.card("Task " + i), "Theirs " + i);
        }
        world.clock.forward(MINUTE.multipliedBy(20));
        Run looked = converge(Duration.ofMinutes(10));
        tell("looked through", looked);
        assertThat(looked.all()).as("calls of a look at all").isLessThan(LISTS * 2L);
        for (int i = 0; i < LISTS; i++) {
            assertThat(world.tasksIn(projects.get(i)).stream()
                            .anyMatch(task -> world.taskView(task).title().startsWith("Theirs")))
                    .isTrue();
        }
    }

    /**
     * Each list is made, five after a look at those that are there. What is in it goes level by level, as what is below
     * needs the ids of what is above: fifty in a call, and one read that tells which is which. That is 973 calls for the
     * full size, and as many again at most are for the looks of meanwhile: of each list once, as somebody has asked, and
     * with each cycle of ten card lists and a tenth of the others. Each cycle that the budget ends may leave a batch that is
     * not full, and a list of which it is looked for what was made.
     */
    private void assertAsFewAsCanBe(Run sent) {
        Map<String, Map<Boolean, Long>> levels = levels();
        int lists = levels.size();
        int cycles = sent.cycles();
        long listLooks = upTo(lists, CycleCalls.BETWEEN);
        long reads = levels.values().stream().mapToLong(Map::size).sum();
        long batches = levels.values().stream()
                .flatMap(level -> level.values().stream())
                .mapToLong(size ->
                        upTo(size, Nature.TICKTICK.capabilities().batch().creates()))
                .sum();
        long looks = lists + cycles * (Math.min(lists - LISTS, 10) + upTo(LISTS, 10));
        long parts = upTo(lists, FullRead.PART) + cycles;

        assertThat(sent.of(Call.CREATE_LIST)).isEqualTo(lists);
        assertThat(sent.of(Call.CREATE_ALL)).isBetween(batches, batches + cycles);
        assertThat(sent.of(Call.OPEN_TASKS)).isBetween(reads, reads + looks + cycles);
        assertThat(sent.of(Call.FINISHED_TASKS)).isLessThanOrEqualTo(parts + cycles);
        assertThat(sent.of(Call.LISTS)).isBetween(listLooks, listLooks + parts + 2L * cycles);
        assertThat(sent.calls().keySet())
                .as("nothing goes by itself, and nothing is written twice")
                .containsExactlyInAnyOrder(
                        Call.LISTS, Call.CREATE_LIST, Call.CREATE_ALL, Call.OPEN_TASKS, Call.FINISHED_TASKS);
        assertThat(sent.all()).as("calls in " + sent.time()).isLessThan(2 * (lists + listLooks + batches + reads));
    }

    private static long upTo(long all, int atOnce) {
        return (all + atOnce - 1) / atOnce;
    }

    /** What is there, as it had to be sent: by list, and in it what is at its top and what is below that. */
    private Map<String, Map<Boolean, Long>> levels() {
        return world.remote.live().stream()
                .collect(groupingBy(card -> card.list, groupingBy(card -> card.content.parent() == null, counting())));
    }

    private static void tell(String what, Run run) throws IOException {
        if (WHOLE) {
            Files.writeString(
                    Path.of("target", "size-trial.md"),
                    "| %,d lists, %,d cards, %,d tasks %s | %,d calls | %d min | %s |%n"
                            .formatted(
                                    LISTS,
                                    CARDS,
                                    TASKS,
                                    what,
                                    run.all(),
                                    run.time().toMinutes(),
                                    run.words()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
