package dev.devledger.application.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.imports.Imports.ImportRefused.Errors;
import dev.devledger.application.imports.ReferencedTasks.TaskRefs;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingRowsTest {
    private final DependencyCycleSearch rows = new DependencyCycleSearch();

    /** Number n is of line n + 10. */
    private List<String> found(int numbers) {
        Errors errors = new Errors();
        rows.check(errors, numbers, number -> number + 10);
        return errors.found().stream()
                .map(each ->
                        each.line() + " " + each.field() + " " + each.message().replaceAll(".*: (.*), where.*", "$1"))
                .toList();
    }

    @Test
    void a_chain_is_no_circle_and_two_ways_to_one_task_are_none() {
        rows.blocked(0, 1);
        rows.blocked(1, 2);
        rows.blocked(0, 3);
        rows.blocked(3, 2);

        assertThat(found(4)).isEmpty();
    }

    @Test
    void each_circle_is_told_with_its_rows() {
        rows.blocked(0, 1);
        rows.blocked(1, 2);
        rows.blocked(2, 1);
        rows.blocked(5, 4);
        rows.blocked(4, 3);
        rows.blocked(3, 5);

        assertThat(found(6))
                .containsExactly(
                        "11 blockedBy line 11 → line 12 → line 11",
                        "13 blockedBy line 13 → line 15 → line 14 → line 13");
    }

    @Test
    void what_is_below_waits_with_what_is_above() {
        rows.below(1, 0);
        rows.blocked(0, 2);
        rows.blocked(2, 1);

        assertThat(found(3)).containsExactly("10 blockedBy line 10 → line 12 → line 11 → line 10");
    }

    @Test
    void what_the_ledger_has_waits_for_nothing_of_the_file() {
        rows.blocked(0, -2);
        rows.blocked(TaskRefs.NOWHERE, 0);
        rows.below(0, TaskRefs.NOWHERE);

        assertThat(found(1)).isEmpty();
    }

    @Test
    void a_chain_as_long_as_a_file() {
        int most = 200_000;
        for (int i = 0; i < most; i++) {
            rows.blocked(i, i + 1);
        }
        assertThat(found(most + 1)).isEmpty();

        rows.blocked(most, 0);

        assertThat(found(most + 1)).singleElement().asString().endsWith("line 59 → 199951 more → line 10");
    }
}
