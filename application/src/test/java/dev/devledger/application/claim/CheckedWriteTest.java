package dev.devledger.application.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A write by ada on two tasks, as tools and calls make it. */
class CheckedWriteTest {
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final TaskId ONE = new TaskId(new UUID(1, 1));
    private static final TaskId TWO = new TaskId(new UUID(1, 2));
    private static final Claims CLAIMS = new Claims(new Known(), null, null);

    private final List<Addressed> sent = new ArrayList<>();
    private int times;

    @Test
    void what_nobody_has_claimed_is_written_once_and_asks_for_nothing() {
        write(null, null, false, true);

        assertThat(times).isEqualTo(1);
        assertThat(sent).isEmpty();
    }

    @Test
    void what_another_has_claimed_is_written_once_more_and_asks_first() {
        write(null, "bob", false, false);

        assertThat(times).isEqualTo(2);
        assertThat(sent).containsExactly(require(ONE, false), require(TWO, false));
    }

    @Test
    void with_force_it_is_written_once() {
        write("bob", "bob", true, true);

        assertThat(times).isEqualTo(1);
        assertThat(sent).isEmpty();
    }

    @Test
    void an_own_claim_only_matters_where_the_work_ends() {
        write("ada", null, false, false);
        assertThat(times).isEqualTo(1);

        write("ada", null, false, true);
        assertThat(times).isEqualTo(3);
        assertThat(sent)
                .containsExactly(require(ONE, false), require(TWO, false), release(ONE, false), release(TWO, false));
    }

    @Test
    void with_force_its_own_claim_ends_and_that_of_another_stays() {
        write("ada", "bob", true, true);

        assertThat(times).isEqualTo(2);
        assertThat(sent).containsExactly(require(ONE, false), require(TWO, true), release(ONE, false));
    }

    @Test
    void who_speaks_of_its_claim_is_asked_at_once_and_ends_it_by_that() {
        write(new Worker("ada", 4L, false), claims("ada", null), true);

        assertThat(times).isEqualTo(1);
        assertThat(sent)
                .containsExactly(numbered(ONE, false), numbered(TWO, false), release(ONE, false), release(TWO, false));
    }

    @Test
    void with_force_it_is_asked_of_its_claim_too_and_that_of_another_stays() {
        write(new Worker("ada", 4L, true), claims("ada", "bob"), true);

        assertThat(times).isEqualTo(2);
        assertThat(sent).containsExactly(numbered(ONE, false), numbered(TWO, true), release(ONE, false));
    }

    @Test
    void with_force_it_is_told_of_its_claim_also_where_nobody_has_one() {
        write(new Worker("ada", 4L, true), claims(null, null), false);

        assertThat(times).isEqualTo(2);
        assertThat(sent).containsExactly(numbered(ONE, true), numbered(TWO, true));
    }

    private static ClaimCommand numbered(TaskId task, boolean force) {
        return new ClaimCommand.Require(task, "ada", 4L, force, AT);
    }

    private void write(@Nullable String one, @Nullable String two, boolean force, boolean ends) {
        write(new Worker("ada", null, force), claims(one, two), ends);
    }

    private void write(Worker by, Map<UUID, ClaimView> live, boolean ends) {
        ClaimCheckedWrite.of(CLAIMS, by).run(checked -> {
            times++;
            ChangeSet changes = new Sent();
            List.of(ONE, TWO).forEach(task -> checked.require(changes, task.toString()));
            if (ends) {
                List.of(ONE, TWO).forEach(task -> checked.end(changes, task));
            }
            checked.allow(live, ends);
            return times;
        });
    }

    private static Map<UUID, ClaimView> claims(@Nullable String one, @Nullable String two) {
        Map<UUID, ClaimView> live = new HashMap<>();
        if (one != null) {
            live.put(ONE.value(), by(one));
        }
        if (two != null) {
            live.put(TWO.value(), by(two));
        }
        return live;
    }

    private static ClaimView by(String agent) {
        return new ClaimView(agent, "owner", AT, AT.plusSeconds(60), 1, null);
    }

    private static ClaimCommand require(TaskId task, boolean force) {
        return new ClaimCommand.Require(task, "ada", null, force, AT);
    }

    private static ClaimCommand release(TaskId task, boolean force) {
        return new ClaimCommand.Release(task, "ada", null, force, AT);
    }

    private final class Sent implements ChangeSet {
        @Override
        public UUID id() {
            return new UUID(7, 7);
        }

        @Override
        public Instant at() {
            return AT;
        }

        @Override
        public String requestId() {
            return "request";
        }

        @Override
        public void send(Addressed command) {
            sent.add(command);
        }
    }

    /** A tree in which each task is named by its id. */
    private static final class Known implements TaskTree {
        @Override
        public Optional<Node> find(String idOrKey) {
            TaskId task = new TaskId(UUID.fromString(idOrKey));
            return Optional.of(new Node(task, new ProjectId(new UUID(3, 4)), null, false, List.of()));
        }

        @Override
        public List<Descendant> subtree(TaskId root) {
            return List.of();
        }

        @Override
        public List<Descendant> ofProject(ProjectId project) {
            return List.of();
        }

        @Override
        public List<Descendant> deletedWith(String stream) {
            return List.of();
        }

        @Override
        public TaskKey nextKey() {
            return new TaskKey(1);
        }
    }
}
