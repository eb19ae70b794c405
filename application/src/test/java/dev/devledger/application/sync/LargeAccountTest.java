package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.EntityRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A large account within the budget, counted in calls. {@code -Ddevledger.large=true} is the full size, 110 lists, 5,000
 * cards and 20,000 tasks, and writes a table; {@code trials/size} runs it.
 */
class LargeAccountTest {
    private static final boolean WHOLE = Boolean.getBoolean("devledger.large");
    private static final int LISTS = WHOLE ? 110 : 100;
    private static final int CARDS = WHOLE ? 5_000 : 200;
    private static final int TASKS = WHOLE ? 20_000 : 800;
    private static final Duration MINUTE = Duration.ofMinutes(1);

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

    /** Until nothing waits and every list was looked at. Answers how many calls that took. */
    private int converge(Duration longest) {
        Instant end = world.clock.instant().plus(longest);
        long before = world.remote.sent();
        world.full();
        while (!isDone()) {
            assertThat(world.clock.instant()).as("still at work").isBefore(end);
            Instant next = world.runner.runDue();
            world.clock.forward(Duration.ofMillis(1));
            world.clock.forwardTo(next);
        }
        return (int) (world.remote.sent() - before);
    }

    private boolean isDone() {
        return world.work.pending(world.account) == 0
                && world.state().state().equals("idle")
                && world.cycles.getLast().complete();
    }

    @Test
    void it_is_sent_and_looked_through_within_the_budget() throws IOException {
        fill();
        world.remote.budget(new CallLog.Window(MINUTE, 95), new CallLog.Window(MINUTE.multipliedBy(5), 285));
        int entities = LISTS + CARDS + TASKS;

        Instant begun = world.clock.instant();
        int calls = converge(Duration.ofHours(3));
        Duration time = Duration.between(begun, world.clock.instant());
        tell("sent", calls, time);
        assertThat(world.remote.live()).hasSize(CARDS + TASKS);
        // Each list is looked for and made, fifty of what is in it go in one call, and a look follows.
        int batches = LISTS + (CARDS + TASKS) / RemoteTasks.BATCH;
        assertThat(calls).as("calls for " + entities + " in " + time).isLessThan(LISTS * 7 + batches * 3);

        for (int i = 0; i < LISTS; i++) {
            world.phone.rename(world.remote.card("Task " + i), "Theirs " + i);
        }
        world.clock.forward(MINUTE.multipliedBy(20));
        Instant again = world.clock.instant();
        int looked = converge(Duration.ofMinutes(10));
        tell("looked through", looked, Duration.between(again, world.clock.instant()));
        assertThat(looked).as("calls of a look at all").isLessThan(LISTS * 2);
        for (int i = 0; i < LISTS; i++) {
            assertThat(world.tasksIn(projects.get(i)).stream()
                            .anyMatch(task -> world.taskView(task).title().startsWith("Theirs")))
                    .isTrue();
        }
    }

    private static void tell(String what, int calls, Duration time) throws IOException {
        if (WHOLE) {
            Files.writeString(
                    Path.of("target", "size-trial.md"),
                    "| %,d lists, %,d cards, %,d tasks %s | %,d calls | %d min |%n"
                            .formatted(LISTS, CARDS, TASKS, what, calls, time.toMinutes()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }
}
