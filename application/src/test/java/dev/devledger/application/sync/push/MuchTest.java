package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.devledger.application.sync.decide.PendingCreates;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.conflict.Guards;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Twice as much takes twice as long: of so much, what takes four times as long would not end in the time of a test. */
class MuchTest {
    private static final int MUCH = 150_000;
    private static final Duration ENOUGH = Duration.ofSeconds(20);

    private static RemoteTask task(int number, Instant createdAt) {
        RemoteRef ref = new RemoteRef("list", "card" + number);
        return new RemoteTask(ref, CanonicalContent.list("Task " + number), List.of(), false, false, createdAt);
    }

    @Test
    void what_was_made_is_told_apart() {
        List<BatchedCreates.New> sent = new ArrayList<>();
        Map<String, RemoteTask> free = new LinkedHashMap<>();
        for (int i = 0; i < MUCH; i++) {
            RemoteTask task = task(i, Instant.EPOCH);
            free.put(task.ref().id(), task);
            EntityRef entity = EntityRef.task(new UUID(0, i));
            sent.add(new BatchedCreates.New(entity, task.content(), task.content(), new UUID(1, i)));
        }
        Map<BatchedCreates.New, RemoteTask> bound = new LinkedHashMap<>();
        assertTimeoutPreemptively(ENOUGH, () -> CreateBinding.pair(sent.reversed(), free, bound, Function.identity()));
        assertThat(free).isEmpty();
        assertThat(bound).hasSize(MUCH).allSatisfy((each, task) -> assertThat(task.content())
                .isSameAs(each.content()));
    }

    @Test
    void what_is_held_is_found() {
        List<GuardHold.Operation> operations = IntStream.range(0, MUCH)
                .mapToObj(i -> new GuardHold.Operation(Guards.Kind.DELETE_REMOTELY, "task-" + i))
                .toList();
        GuardHold hold = new GuardHold(GuardHold.Guard.DELETES, GuardHold.ALL_SCOPES, null, operations);
        long covered = assertTimeoutPreemptively(ENOUGH, () -> IntStream.range(0, 2 * MUCH)
                .filter(i -> hold.covers(Guards.Kind.DELETE_REMOTELY, "task-" + i, null))
                .count());
        assertThat(covered).isEqualTo(MUCH);
    }

    @Test
    void what_was_given_up_is_found_among_what_is_new() {
        World world = new World();
        Instant then = world.clock.instant();
        for (int i = 0; i < MUCH; i++) {
            SyncLinkId link = world.account.link(EntityRef.task(new UUID(0, i)));
            world.book.giveUp(
                    link, new UUID(1, i), new CreateAttempt("list", CanonicalContent.list("Task " + i), then));
        }
        PendingCreates unanswered = new PendingCreates(world.book, world.connector, then);
        long late = assertTimeoutPreemptively(ENOUGH, () -> IntStream.range(0, 2 * MUCH)
                .filter(i -> unanswered.madeLate(task(i, then)).isPresent())
                .count());
        assertThat(late).isEqualTo(MUCH);
    }
}
