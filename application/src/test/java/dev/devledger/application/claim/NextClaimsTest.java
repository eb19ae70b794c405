package dev.devledger.application.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.claim.Claims.NextClaims;
import dev.devledger.application.claim.Claims.Worker;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.ClaimCommand;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A task that was ready when it was read may be claimed by another agent when it is to be claimed. */
class NextClaimsTest {
    private static final NextClaims.ClaimFilter ANY = new NextClaims.ClaimFilter(null, Set.of());
    private static final Worker ADA = new Worker("ada", null, false);

    private final List<TaskId> tasks = IntStream.rangeClosed(1, 6)
            .mapToObj(each -> new TaskId(new UUID(0, each)))
            .toList();
    private final Map<TaskId, Rejection.Code> refused = new HashMap<>();
    private final List<ClaimCommand.Claim> sent = new ArrayList<>();
    private int looks;

    private final NextClaims next = new NextClaims(new Claims(tree(), null, null), (wanted, count, tried) -> {
        looks++;
        return tasks.stream().filter(task -> !tried.contains(task)).limit(count).toList();
    });

    private static TaskTree tree() {
        return (TaskTree) Proxy.newProxyInstance(
                NextClaimsTest.class.getClassLoader(),
                new Class<?>[] {TaskTree.class},
                (proxy, method, arguments) -> Optional.of(new TaskId(UUID.fromString((String) arguments[0]))));
    }

    private List<TaskId> claim(int count) {
        return next.claim(new Changes(), ADA, count, ANY, 30);
    }

    private List<TaskId> tasks(int... numbers) {
        return IntStream.of(numbers).mapToObj(each -> tasks.get(each - 1)).toList();
    }

    @Test
    void the_first_ones_are_claimed_in_their_order() {
        assertThat(claim(2)).isEqualTo(tasks(1, 2));

        assertThat(sent).extracting(ClaimCommand.Claim::task).isEqualTo(tasks(1, 2));
        assertThat(sent).extracting(ClaimCommand.Claim::agent).containsOnly("ada");
        assertThat(sent).extracting(ClaimCommand.Claim::until).containsOnly(Changes.AT.plusSeconds(1_800));
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void where_one_is_gone_the_next_one_is_claimed() {
        refused.put(tasks.get(0), Rejection.Code.CLAIMED);
        refused.put(tasks.get(2), Rejection.Code.CONFLICT_STATE);

        assertThat(claim(2)).isEqualTo(tasks(2, 4));
    }

    @Test
    void where_there_are_fewer_all_of_them_are_claimed() {
        refused.put(tasks.get(1), Rejection.Code.CLAIMED);

        assertThat(claim(50)).isEqualTo(tasks(1, 3, 4, 5, 6));
        assertThat(looks).as("until there are no more").isEqualTo(2);
        tasks.forEach(task -> refused.put(task, Rejection.Code.CLAIMED));
        assertThat(claim(1)).isEmpty();
    }

    @Test
    void what_is_wrong_with_the_claim_itself_is_told() {
        refused.put(tasks.get(0), Rejection.Code.INVALID);

        assertThatThrownBy(() -> claim(1)).isInstanceOf(Rejection.class);
    }

    @Test
    void who_finds_nothing_is_told_what_is_in_the_way() {
        assertThat(BlockingProject.hint(List.of(
                        new BlockingProject("P-1", "One", ProjectStatus.PLANNED),
                        new BlockingProject("P-2", "Two", ProjectStatus.PAUSED),
                        new BlockingProject("P-3", "Three", ProjectStatus.COMPLETED),
                        new BlockingProject("P-4", "Four", ProjectStatus.PLANNED))))
                .contains("P-1 One (planned), P-2 Two (paused), P-3 Three (completed) and others. Set the status");
    }

    private final class Changes implements ChangeSet {
        private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");

        @Override
        public UUID id() {
            return NewId.next();
        }

        @Override
        public Instant at() {
            return AT;
        }

        @Override
        public String requestId() {
            return "r-1";
        }

        @Override
        public void send(Addressed command) {
            if (command instanceof TaskCommand.RequireOpen open) {
                refuse(open.task(), Rejection.Code.CONFLICT_STATE);
            } else if (command instanceof ClaimCommand.Claim claim) {
                refuse(claim.task(), refused.get(claim.task()));
                sent.add(claim);
            }
        }

        private void refuse(TaskId task, Rejection.Code code) {
            if (code != null && refused.get(task) == code) {
                throw Rejection.of(code, "gone");
            }
        }
    }
}
