package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.memory.Cycles.Cycle;
import dev.devledger.application.sync.memory.Cycles.CycleView;
import dev.devledger.application.sync.memory.Cycles.HourOfCalls;
import dev.devledger.application.sync.memory.Cycles.ListReadState;
import dev.devledger.application.sync.memory.Cycles.UnreadList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of cycles. */
public abstract class CyclesContract extends StoreContract {
    private Cycles cycles;

    /** Returns a store without cycles. */
    protected abstract Cycles cycles();

    @BeforeEach
    void open() {
        cycles = cycles();
    }

    @Test
    void the_newest_cycle_is_the_last_one_and_the_first_of_the_list() {
        assertThat(cycles.last(ACCOUNT)).isEmpty();
        cycles.save(ACCOUNT, cycle(1, "narrow"));
        cycles.save(ACCOUNT, cycle(2, "full"));
        cycles.save(ACCOUNT, cycle(3, "narrow"));

        assertThat(cycles.last(ACCOUNT)).contains(cycle(3, "narrow"));
        assertThat(cycles.list(List.of(ACCOUNT), new PageRequest(10, null)).items())
                .containsExactly(view(cycle(3, "narrow")), view(cycle(2, "full")), view(cycle(1, "narrow")));
    }

    private static CycleView view(Cycles.Cycle cycle) {
        return new CycleView(ACCOUNT.connector(), cycle);
    }

    @Test
    void old_cycles_are_forgotten_but_for_the_newest_one() {
        cycles.save(ACCOUNT, cycle(1, "narrow"));
        cycles.save(ACCOUNT, cycle(2, "narrow"));
        cycles.save(ACCOUNT, cycle(3, "narrow"));

        assertThat(cycles.forget(NOW.plusSeconds(2))).isEqualTo(1);
        assertThat(cycles.forget(NOW.plusSeconds(100))).isEqualTo(1);
        assertThat(cycles.last(ACCOUNT)).contains(cycle(3, "narrow"));
    }

    @Test
    void the_newest_look_is_that_of_a_cycle_that_came_to_its_end() {
        assertThat(cycles.lastFullAt(ACCOUNT)).isEmpty();
        cycles.save(ACCOUNT, cycle(1, "full"), Map.of());
        cycles.save(ACCOUNT, cycle(2, "full"));

        assertThat(cycles.lastFullAt(ACCOUNT)).contains(NOW.plusSeconds(1));
        assertThat(cycles.forget(NOW.plusSeconds(100)))
                .as("both are the newest of a kind")
                .isZero();
    }

    @Test
    void the_reads_are_those_of_the_last_full_cycle() {
        assertThat(cycles.reads(ACCOUNT)).isEmpty();
        ListReadState quiet = new ListReadState(NOW, Instant.EPOCH, null, 812);
        ListReadState never =
                new ListReadState(null, Instant.EPOCH, new UnreadList("Garden", "it is archived", NOW, true));
        cycles.save(ACCOUNT, cycle(1, "full"), Map.of("one", quiet, "two", never, "three", quiet));

        ListReadState again = new ListReadState(NOW.plusSeconds(60), NOW.plusSeconds(60));
        cycles.save(ACCOUNT, cycle(2, "full"), Map.of("one", quiet, "two", again));
        cycles.save(ACCOUNT, cycle(3, "narrow"));
        assertThat(cycles.reads(ACCOUNT)).isEqualTo(Map.of("one", quiet, "two", again));
        cycles.save(ACCOUNT, cycle(4, "full"), Map.of());
        assertThat(cycles.reads(ACCOUNT)).isEmpty();
    }

    @Test
    void calls_are_counted_by_the_hour_in_which_their_cycle_began() {
        Instant hour = Instant.parse("2026-11-12T09:00:00Z");
        Instant next = hour.plusSeconds(3600);
        cycles.save(ACCOUNT, calling(1, hour.minusSeconds(1), 100));
        cycles.save(ACCOUNT, calling(2, hour, 1));
        cycles.save(ACCOUNT, calling(3, next.minusSeconds(1), 2));
        cycles.save(ACCOUNT, calling(4, next, 4));
        cycles.save(ACCOUNT, calling(5, next.plusSeconds(3600), 0));

        assertThat(cycles.callsByHour(List.of(ACCOUNT), hour))
                .containsExactly(
                        new HourOfCalls(ACCOUNT.connector(), hour, 3), new HourOfCalls(ACCOUNT.connector(), next, 4));
        assertThat(cycles.callsByHour(List.of(ACCOUNT), next.plusSeconds(3600))).isEmpty();
    }

    private static Cycle calling(int number, Instant at, int calls) {
        return new Cycle(new UUID(1, number), "narrow", at, at.plusSeconds(1), true, 0, 0, 0, calls, null);
    }

    private static Cycle cycle(int number, String kind) {
        return new Cycle(new UUID(1, number), kind, NOW.plusSeconds(number), null, true, 0, 0, 0, 0, null);
    }
}
