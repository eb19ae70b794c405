package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.memory.PendingWork.Item;
import dev.devledger.application.sync.simulation.Steps;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The marks in memory keep to what the stored ones do: the same cases are in the adapter's {@code SyncStoresTest}. */
class MemoryWorkTest {
    private static final ConnectedAccount ACCOUNT =
            new ConnectedAccount("ticktick", "main", ConnectorMode.LIVE, RemoteRef::id);
    private static final EntityRef ONE = EntityRef.project(new UUID(0, 1));
    private static final EntityRef TWO = EntityRef.task(new UUID(0, 2));
    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");

    private final MemoryWork work = new MemoryWork(new Steps(), project -> List.of());

    private List<Item> due(Instant now) {
        return work.due(ACCOUNT, now, 100);
    }

    @Test
    void a_mark_stays_until_it_is_done() {
        work.mark(ACCOUNT, List.of(TWO));
        work.mark(ACCOUNT, List.of(ONE, TWO, ONE));
        work.mark(ACCOUNT, List.of());

        List<Item> due = due(NOW);
        assertThat(due).extracting(Item::entity).containsExactly(TWO, ONE);
        assertThat(work.pending(ACCOUNT)).isEqualTo(2);
        assertThat(work.due(ACCOUNT, NOW, 1)).hasSize(1);
        assertThat(work.nextDue(ACCOUNT)).isEqualTo(Instant.EPOCH);

        work.done(ACCOUNT, due);
        assertThat(due(NOW)).isEmpty();
        assertThat(work.nextDue(ACCOUNT)).isNull();
    }

    @Test
    void a_newer_mark_is_not_taken_away_with_an_older_one() {
        work.mark(ACCOUNT, List.of(ONE));
        Item first = due(NOW).getFirst();
        work.mark(ACCOUNT, List.of(ONE));
        work.done(ACCOUNT, List.of(first));

        Item second = due(NOW).getFirst();
        assertThat(second.generation()).isGreaterThan(first.generation());
        work.done(ACCOUNT, List.of(second));
        work.mark(ACCOUNT, List.of(ONE));
        work.done(ACCOUNT, List.of(first, second));
        assertThat(due(NOW)).hasSize(1);
    }

    @Test
    void what_failed_waits_or_comes_back_with_the_next_mark() {
        work.mark(ACCOUNT, List.of(ONE));
        Item item = due(NOW).getFirst();
        work.later(ACCOUNT, item, NOW.plusSeconds(30), 3, "unreachable");

        assertThat(due(NOW)).isEmpty();
        assertThat(due(NOW.plusSeconds(30)).getFirst().attempts()).isEqualTo(3);
        assertThat(work.nextDue(ACCOUNT)).isEqualTo(NOW.plusSeconds(30));
        work.mark(ACCOUNT, List.of(ONE));
        assertThat(due(NOW)).singleElement().satisfies(again -> assertThat(again.attempts())
                .isZero());
        work.later(ACCOUNT, item, NOW.plusSeconds(30), 4, null);
        assertThat(due(NOW))
                .as("the mark is newer than the try")
                .singleElement()
                .satisfies(again -> assertThat(again.attempts()).isZero());
    }
}
