package dev.devledger.application.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.application.ledger.LongWrites.LongWrite;
import dev.devledger.application.ledger.LongWrites.WriteProgress;
import dev.devledger.application.ledger.LongWrites.WriteProgress.State;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LongWritesTest {
    private final LongWrites writes = new LongWrites(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void the_next_long_one_of_a_change_set_runs_again() {
        UUID cycle = UUID.randomUUID();
        writes.begin(cycle, "r-1").done();

        writes.begin(cycle, "r-1");

        assertThat(ofRequest("r-1").state()).isEqualTo(State.RUNNING);
        assertThat(ofRequest("r-1").finishedAt()).isNull();
    }

    @Test
    void a_small_write_of_the_same_change_set_makes_no_success_of_a_failure() {
        UUID cycle = UUID.randomUUID();
        writes.begin(cycle, "r-1").failed("The disk is full.");

        writes.find(cycle).orElseThrow().done();

        assertThat(ofRequest("r-1").state()).isEqualTo(State.FAILED);
        assertThat(ofRequest("r-1").detail()).isEqualTo("The disk is full.");
    }

    @Test
    void one_that_runs_is_not_forgotten_for_many_that_are_done() {
        writes.begin(UUID.randomUUID(), "slow");
        for (int i = 0; i < 500; i++) {
            writes.undoing(List.of(UUID.randomUUID()), UUID.randomUUID(), "quick-" + i)
                    .done();
        }

        assertThat(ofRequest("slow").state()).isEqualTo(State.RUNNING);
        assertThat(writes.ofRequest("quick-0")).isEmpty();
        assertThat(ofRequest("quick-499").state()).isEqualTo(State.DONE);
    }

    @Test
    void an_undo_of_several_change_sets_is_news_once_and_another_long_write_is_none() {
        writes.undoing(List.of(UUID.randomUUID(), UUID.randomUUID()), UUID.randomUUID(), "over")
                .done();
        LongWrite slow = writes.undoing(List.of(UUID.randomUUID()), UUID.randomUUID(), "slow");
        slow.expect(7);
        slow.add(3);
        writes.begin(UUID.randomUUID(), "import");

        assertThat(writes.undosSince(Instant.EPOCH))
                .extracting(WriteProgress::requestId, WriteProgress::done, WriteProgress::total)
                .containsExactlyInAnyOrder(tuple("over", 0L, 0L), tuple("slow", 3L, 7L));
        assertThat(writes.undosSince(Instant.EPOCH.plusSeconds(1)))
                .extracting(WriteProgress::requestId)
                .containsExactly("slow");
    }

    private WriteProgress ofRequest(String request) {
        return writes.ofRequest(request).orElseThrow();
    }
}
