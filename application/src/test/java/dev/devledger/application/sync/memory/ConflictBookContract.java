package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook.OpenConflict;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of conflicts. */
public abstract class ConflictBookContract extends StoreContract {
    private static final RemoteRef OBJECT = new RemoteRef("list-1", "task-1");
    private static final Dispute AGAIN = new Dispute.Reappeared(OBJECT, CanonicalContent.list("Ledger"));
    private static final Dispute TWIN = new Dispute.Duplicate(OBJECT, CanonicalContent.list("Ledger"));
    private static final Dispute WHICH = new Dispute.AmbiguousObject(
            "2 lists",
            List.of(
                    new Dispute.Candidate(new RemoteRef("one", "one"), CanonicalContent.list("Ledger")),
                    new Dispute.Candidate(new RemoteRef("two", "two"), CanonicalContent.list("Ledger"))));

    private ConflictBook book;

    /** Returns a book without conflicts. */
    protected abstract ConflictBook book();

    @BeforeEach
    void open() {
        book = book();
    }

    private static Entry entry(EntityRef entity, Dispute dispute, State state, Instant at) {
        return new Entry(new ConflictId(UUID.randomUUID()), ACCOUNT.link(entity), dispute, state, at, null, null);
    }

    private List<UUID> listed(@Nullable State state) {
        return book.list(List.of(ACCOUNT), state, new PageRequest(50, null)).items().stream()
                .map(ConflictView::id)
                .toList();
    }

    @Test
    void the_newest_state_takes_the_place_of_the_one_before() {
        Entry open = entry(ONE, AGAIN, State.OPEN, NOW);
        Entry over = new Entry(open.id(), open.link(), AGAIN, State.RESOLVED, NOW, NOW.plusSeconds(1), "owner");
        book.put(open);
        book.put(over);

        assertThat(book.entry(open.id())).contains(over);
        assertThat(book.find(List.of(ACCOUNT), open.id().value()))
                .hasValueSatisfying(found -> assertThat(found.state()).isEqualTo(State.RESOLVED));
        assertThat(book.entry(new ConflictId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void what_a_person_has_answered_is_told_of_its_entity_alone() {
        Entry asked = entry(THREE, WHICH, State.OPEN, NOW);
        book.put(asked);
        book.put(entry(THREE, AGAIN, State.RESOLVED, NOW));
        book.put(entry(EntityRef.CARDS, WHICH, State.OBSOLETE, NOW));
        assertThat(book.answered(ACCOUNT, THREE)).isEmpty();

        book.put(new Entry(asked.id(), asked.link(), WHICH, State.RESOLVED, NOW, NOW, "owner"));

        assertThat(book.answered(ACCOUNT, THREE)).containsExactlyInAnyOrder("one", "two");
        assertThat(book.answered(ACCOUNT, EntityRef.CARDS)).isEmpty();
    }

    @Test
    void the_list_shows_what_can_be_resolved_unless_asked_for_another_state() {
        for (State state : State.values()) {
            book.put(entry(ONE, AGAIN, state, NOW));
        }
        assertThat(listed(null)).hasSize(2);
        assertThat(Stream.of(State.values()).map(this::listed)).allMatch(some -> some.size() == 1);
        assertThat(listed(null))
                .containsExactlyInAnyOrder(
                        listed(State.OPEN).getFirst(), listed(State.APPLIED).getFirst());
        assertThat(book.open(ACCOUNT)).isEqualTo(1);
    }

    @Test
    void they_are_counted_by_state_and_of_those_of_a_rule_only_the_newer_ones() {
        Stream.of(
                        entry(ONE, AGAIN, State.OPEN, NOW),
                        entry(TWO, TWIN, State.APPLIED, NOW),
                        entry(THREE, TWIN, State.APPLIED, NOW.minusSeconds(1)))
                .forEach(book::put);

        assertThat(book.counts(List.of(ACCOUNT), Instant.EPOCH)).isEqualTo(Map.of(State.OPEN, 1, State.APPLIED, 2));
        assertThat(book.counts(List.of(ACCOUNT), NOW)).isEqualTo(Map.of(State.OPEN, 1, State.APPLIED, 1));
    }

    @Test
    void what_stands_is_told_oldest_first_and_listed_newest_first() {
        Entry open = entry(ONE, AGAIN, State.OPEN, NOW.plusSeconds(1));
        Entry applied = entry(ONE, TWIN, State.APPLIED, NOW);
        Stream.of(open, applied, entry(ONE, AGAIN, State.RESOLVED, NOW), entry(TWO, AGAIN, State.OBSOLETE, NOW))
                .forEach(book::put);

        assertThat(book.standing(ACCOUNT, List.of(ONE, TWO)))
                .containsExactly(
                        new OpenConflict(applied.id(), ONE, TWIN, NOW),
                        new OpenConflict(open.id(), ONE, AGAIN, NOW.plusSeconds(1)));
        assertThat(book.standing(ACCOUNT, List.of(TWO))).isEmpty();
        assertThat(book.standing(ACCOUNT, List.of())).isEmpty();
        assertThat(listed(null)).containsExactly(open.id().value(), applied.id().value());
    }

    @Test
    void those_that_stand_and_those_that_ended_together_are_told_oldest_first() {
        Entry open = entry(ONE, AGAIN, State.OPEN, NOW.plusSeconds(1));
        Entry applied = entry(TWO, TWIN, State.APPLIED, NOW);
        Entry over = entry(ONE, TWIN, State.OPEN, NOW).over(State.RESOLVED, NOW.plusSeconds(5), "owner");
        Entry before = entry(ONE, TWIN, State.OPEN, NOW).over(State.OBSOLETE, NOW.plusSeconds(4), null);
        Stream.of(open, applied, over, before, entry(THREE, AGAIN, State.OPEN, NOW))
                .forEach(book::put);

        assertThat(book.together(List.of(ACCOUNT), List.of(ONE, TWO), List.of()))
                .extracting(ConflictView::id)
                .containsExactly(applied.id().value(), open.id().value());
        assertThat(book.together(List.of(ACCOUNT), List.of(ONE), List.of(NOW.plusSeconds(5))))
                .extracting(ConflictView::id)
                .containsExactly(over.id().value(), open.id().value());
        assertThat(book.together(List.of(ACCOUNT), List.of(), List.of())).isEmpty();
    }

    @Test
    void what_waits_of_some_entities_is_told_oldest_first() {
        Entry newer = entry(ONE, AGAIN, State.OPEN, NOW.plusSeconds(1));
        Entry older = entry(TWO, AGAIN, State.OPEN, NOW);
        Stream.of(newer, older, entry(ONE, TWIN, State.APPLIED, NOW), entry(THREE, AGAIN, State.OPEN, NOW))
                .forEach(book::put);

        assertThat(book.openOf(List.of(ACCOUNT), List.of(ONE, TWO)))
                .extracting(ConflictView::id)
                .containsExactly(older.id().value(), newer.id().value());
        assertThat(book.openOf(List.of(ACCOUNT), List.of())).isEmpty();
    }
}
