package dev.devledger.adapters.postgres.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.write.WriteTicket.ReservedPositions;
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.ImportProgress.ImportStore.Ranges;
import dev.devledger.application.imports.ImportProgress.ImportStore.Sequence;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresImportStoreTest {
    @RegisterExtension
    private static final Database database = Database.create();

    private static final PostgresImportStore store =
            new PostgresImportStore(database.dataSource, database.transactions);

    @Test
    void numbers_follow_each_other_and_those_of_the_next() {
        for (Sequence sequence : Sequence.values()) {
            List<Long> first = numbers(store.next(sequence, 5));
            List<Long> second = numbers(store.next(sequence, 2));
            long start = first.getFirst();
            assertThat(first).containsExactly(start, start + 1, start + 2, start + 3, start + 4);
            assertThat(second).containsExactly(start + 5, start + 6);
        }
    }

    @Test
    void none_are_none() {
        assertThat(numbers(store.next(Sequence.TASK_KEYS, 0))).isEmpty();
    }

    @Test
    void tasks_that_are_nowhere_are_not_present() {
        assertThat(store.present(List.of())).isEmpty();
        assertThat(store.present(List.of(new TaskId(UUID.randomUUID())))).isEmpty();
    }

    /** The database refuses to look for it. */
    @Test
    void what_has_a_null_character_in_it_is_nowhere() {
        String odd = "Parser\u0000";
        assertThat(store.named(List.of(odd))).isEmpty();
        assertThat(store.named(List.of(odd, "Nowhere"))).isEmpty();
        assertThat(store.titled(List.of(new ImportStore.Title(new ProjectId(UUID.randomUUID()), odd))))
                .isEmpty();
    }

    private record Taken(ReservedPositions places, int count) {}

    /** While others take some as well: each is given once, those of one are side by side, and times grow with them. */
    @Test
    void nobody_else_gets_the_same_positions_and_later_ones_are_later_times() throws Exception {
        List<Callable<List<Taken>>> takers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            takers.add(() -> {
                List<Taken> taken = new ArrayList<>();
                for (int count = 1; count <= 200; count++) {
                    taken.add(new Taken(ReservedPositions.take(database.jdbc, count), count));
                }
                return taken;
            });
        }
        List<Taken> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<List<Taken>> taken : threads.invokeAll(takers)) {
                all.addAll(taken.get());
            }
        }
        all.sort(Comparator.comparingLong(taken -> taken.places().first()));
        for (int i = 1; i < all.size(); i++) {
            Taken before = all.get(i - 1);
            assertThat(all.get(i).places().first()).isEqualTo(before.places().first() + before.count());
            assertThat(all.get(i).places().at()).isAfter(before.places().at());
        }
    }

    private static List<Long> numbers(Ranges ranges) {
        List<Long> numbers = new ArrayList<>();
        ranges.forEachRemaining((long number) -> numbers.add(number));
        return numbers;
    }
}
