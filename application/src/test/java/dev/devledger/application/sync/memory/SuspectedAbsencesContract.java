package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences.Suspicion;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of doubts. */
public abstract class SuspectedAbsencesContract extends StoreContract {

    /** Returns a store without doubts. */
    protected abstract SuspectedAbsences doubts();

    @Test
    void doubts_are_kept_as_they_are_now() {
        SuspectedAbsences doubts = doubts();
        assertThat(doubts.all(ACCOUNT)).isEmpty();
        Map<EntityRef, Suspicion> first =
                Map.of(ONE, new Suspicion(NOW, NOW.minusSeconds(60)), TWO, unseen(NOW.plusSeconds(1)));
        doubts.keep(ACCOUNT, Map.of(), first);
        assertThat(doubts.all(ACCOUNT)).isEqualTo(first);

        Map<EntityRef, Suspicion> second = Map.of(TWO, unseen(NOW.plusSeconds(7)), THREE, unseen(NOW.plusMillis(1)));
        doubts.keep(ACCOUNT, first, second);
        assertThat(doubts.all(ACCOUNT)).isEqualTo(second);
        doubts.keep(ACCOUNT, second, second);
        assertThat(doubts.all(ACCOUNT)).isEqualTo(second);
        doubts.keep(ACCOUNT, second, Map.of());
        assertThat(doubts.all(ACCOUNT)).isEmpty();
    }

    private static Suspicion unseen(Instant since) {
        return new Suspicion(since, Instant.EPOCH);
    }
}
