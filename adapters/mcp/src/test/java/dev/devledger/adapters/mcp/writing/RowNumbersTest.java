package dev.devledger.adapters.mcp.writing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.mcp.writing.CreateTasks.RowNumbers;
import dev.devledger.application.task.Tasks.NewTask;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowNumbersTest {
    private final RowNumbers numbers = new RowNumbers();

    private void made(long... keys) {
        for (long key : keys) {
            numbers.add(new NewTask(new TaskId(UUID.randomUUID()), new TaskKey(key)));
        }
    }

    private static Rejection circle(String... path) {
        return Rejection.of(Rejection.Code.DEPENDENCY_CYCLE, "Circle: " + String.join(" → ", path) + ".")
                .with("path", List.of(path));
    }

    @Test
    void new_tasks_are_named_by_their_rows_and_others_by_their_keys() {
        made(33, 34);

        Rejection named = numbers.named(circle("T-34", "T-3", "T-33", "T-344", "T-34"));

        assertThat(named.code()).isEqualTo(Rejection.Code.DEPENDENCY_CYCLE);
        assertThat(named.detail()).isEqualTo("Circle: #2 → T-3 → #1 → T-344 → #2.");
        assertThat(named.facts()).containsEntry("path", List.of("#2", "T-3", "#1", "T-344", "#2"));
    }

    @Test
    void what_was_only_tried_has_keys_below_zero() {
        made(-2493302116538934675L);

        assertThat(numbers.named(circle("T--2493302116538934675")).detail()).isEqualTo("Circle: #1.");
    }

    @Test
    void each_try_begins_anew() {
        made(1, 2);
        numbers.begin();
        made(3);

        assertThat(numbers.named(circle("T-3", "T-2")).detail()).isEqualTo("Circle: #1 → T-2.");
    }

    @Test
    void what_else_is_refused_stays_as_it_is() {
        made(1);
        Rejection refused = Rejection.of(Rejection.Code.CONFLICT_STATE, "T-1 is deleted.");

        assertThat(numbers.named(refused)).isSameAs(refused);
    }
}
