package dev.devledger.application.sync.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.lookup.CachedLookups.RepeatedLookups;
import dev.devledger.application.sync.lookup.CachedLookups.RepeatedLookups.Question;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepeatedLookupsTest {
    private static final Instant NOW = Instant.parse("2026-03-31T09:00:00Z");
    private static final Question MISSING = new Question(new RemoteRef("list", "task"), null);

    private final RepeatedLookups<String> answers = new RepeatedLookups<>();

    @Test
    void that_a_list_does_not_have_it_is_not_so_any_more_once_it_shows_it() {
        answers.put(MISSING, "it is in another list", NOW);
        answers.tidy(Set.of(new RemoteRef("list", "task")), NOW);
        assertThat(answers.of(MISSING)).isNull();
    }

    /** A list that has its turn now and then shows it now and then. */
    @Test
    void that_another_list_shows_it_is_what_was_answered() {
        answers.put(MISSING, "it is in another list", NOW);
        answers.tidy(Set.of(new RemoteRef("another", "task")), NOW);
        assertThat(answers.of(MISSING)).isNotNull();
    }
}
