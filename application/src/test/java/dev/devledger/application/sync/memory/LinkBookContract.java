package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.LinkBook.Entry;
import dev.devledger.application.sync.memory.LinkBook.Former;
import dev.devledger.application.sync.memory.LinkBook.GivenUp;
import dev.devledger.application.sync.memory.LinkBook.Sample;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour that the sync relies on, for every store of links. */
public abstract class LinkBookContract extends StoreContract {
    private static final CanonicalContent CONTENT = CanonicalContent.list("Ledger");
    private static final RemoteRef OBJECT = new RemoteRef("list-1", "task-1");
    private static final EntityRef OTHER_PROJECT = EntityRef.project(new UUID(0, 4));
    private static final SyncLinkId LINK = ACCOUNT.link(ONE);

    private LinkBook book;

    /** Returns a book without links. */
    protected abstract LinkBook book();

    @BeforeEach
    void open() {
        book = book();
    }

    @Test
    void the_newest_state_takes_the_place_of_the_one_before() {
        SyncLink newest = new SyncLink.None("full");
        book.put(LINK, new SyncLink.Stopped("before"));
        book.putAll(Map.of(LINK, newest, ACCOUNT.link(TWO), linked(OBJECT, null)));

        assertThat(book.find(LINK)).contains(newest);
        assertThat(book.find(ACCOUNT.link(THREE))).isEmpty();
        assertThat(book.find(Set.of(LINK, ACCOUNT.link(TWO), ACCOUNT.link(THREE))))
                .isEqualTo(Map.of(LINK, newest, ACCOUNT.link(TWO), linked(OBJECT, null)));
        assertThat(book.findAll(ACCOUNT, List.of(ONE, THREE))).isEqualTo(Map.of(ONE, newest));
        assertThat(book.findAll(ACCOUNT, List.of())).isEmpty();
    }

    @Test
    void links_are_found_by_their_list_their_object_their_kind_and_their_state() {
        SyncLink task = linked(OBJECT, null);
        SyncLink list = linked(new RemoteRef("list-2", "list-2"), null);
        SyncLink creating = new SyncLink.Creating(new UUID(5, 1), 1, "list-1", CONTENT, NOW);
        book.putAll(Map.of(ACCOUNT.link(TWO), task, ACCOUNT.link(THREE), list, LINK, creating));

        assertThat(book.inLists(ACCOUNT, List.of("list-1", "list-3"))).containsExactly(new Entry(TWO, task));
        assertThat(book.ofRemote(ACCOUNT, List.of("list-2", "task-3"))).containsExactly(new Entry(THREE, list));
        assertThat(book.lists(ACCOUNT)).isEqualTo(Map.of(THREE, list));
        assertThat(book.creating(ACCOUNT)).containsExactly(new Entry(ONE, creating));
        assertThat(book.linked(ACCOUNT)).isEqualTo(Map.of("list-1", 1));
    }

    @Test
    void a_remote_object_is_taken_by_one_entity() {
        book.put(LINK, new SyncLink.Closed(OBJECT, false));

        assertThat(book.taken(ACCOUNT, List.of("task-1", "task-2"))).containsExactly("task-1");
        assertThat(book.taken(ACCOUNT, List.of())).isEmpty();
    }

    @Test
    void what_others_have_made_is_known_by_its_entity() {
        RemoteRef theirs = new RemoteRef("list-1", "theirs");
        book.put(LINK, new SyncLink.Closed(OBJECT, false));
        book.put(ACCOUNT.link(OTHER_PROJECT), new SyncLink.Closed(theirs, false));

        book.putForeign(ACCOUNT.link(OTHER_PROJECT), theirs);
        book.putForeign(ACCOUNT.link(OTHER_PROJECT), theirs);

        assertThat(book.foreign(ACCOUNT, List.of(ONE, OTHER_PROJECT, EntityRef.CARDS)))
                .containsExactly(OTHER_PROJECT);
    }

    @Test
    void deletes_are_counted_by_list_and_unit_each_entity_at_its_newest() {
        SyncLinkId other = ACCOUNT.link(OTHER_PROJECT);
        book.putDelete(LINK, "list-1", "set-1", NOW.minusSeconds(60));
        book.putDelete(other, "list-1", "set-1", NOW.minusSeconds(60));
        book.putDelete(other, "list-2", "set-2", NOW);
        assertThat(book.deletesSince(ACCOUNT, NOW.minusSeconds(60))).isEqualTo(Map.of("list-1", 1, "list-2", 1));

        book.putDelete(other, "list-1", "set-2", NOW);

        assertThat(book.deletesSince(ACCOUNT, NOW.minusSeconds(60))).isEqualTo(Map.of("list-1", 2, "list-2", 1));
        assertThat(book.deletesSince(ACCOUNT, NOW)).isEqualTo(Map.of("list-1", 1, "list-2", 1));
        assertThat(book.deletesSince(ACCOUNT, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void what_an_entity_was_linked_to_once_is_told_and_is_taken() {
        RemoteRef other = new RemoteRef("list-1", "task-0");
        book.putFormer(LINK, OBJECT);
        book.putFormer(LINK, other);
        book.putFormer(LINK, other);

        assertThat(book.former(ACCOUNT)).containsExactlyInAnyOrder(new Former(ONE, other), new Former(ONE, OBJECT));
        assertThat(book.taken(ACCOUNT, List.of("task-0", "task-7"))).containsExactly("task-0");
    }

    @Test
    void what_was_given_up_is_told_oldest_first_and_each_intent_once() {
        CreateAttempt later = new CreateAttempt("list-1", CONTENT, NOW.plusSeconds(1));
        CreateAttempt first = new CreateAttempt("list-1", CONTENT, NOW);
        book.giveUp(LINK, new UUID(5, 1), later);
        book.giveUp(LINK, new UUID(5, 2), first);
        book.giveUp(LINK, new UUID(5, 2), first);

        assertThat(book.givenUp(ACCOUNT)).containsExactly(new GivenUp(ONE, first), new GivenUp(ONE, later));
    }

    @Test
    void what_is_refused_is_counted_with_a_reason() {
        book.put(ACCOUNT.link(OTHER_PROJECT), new SyncLink.Stopped("two of that name"));
        assertThat(book.refused(ACCOUNT)).isEqualTo(Sample.NONE);
        book.put(LINK, linked(OBJECT, "too long"));
        assertThat(book.refused(ACCOUNT)).isEqualTo(new Sample(1, ONE, "too long"));
    }

    @Test
    void the_cards_are_told_with_the_list_that_each_is_in() {
        RemoteRef other = new RemoteRef("list-2", "card-2");
        book.put(LINK, linked(other, null));
        book.put(ACCOUNT.link(OTHER_PROJECT), new SyncLink.Deleting(OBJECT, CONTENT, NOW));
        book.put(ACCOUNT.link(EntityRef.task(ONE.id())), linked(other, null));
        book.put(ACCOUNT.link(EntityRef.project(new UUID(0, 5))), new SyncLink.Closed(other, false));

        assertThat(book.cards(ACCOUNT)).isEqualTo(Map.of(ONE.id(), "list-2", OTHER_PROJECT.id(), "list-1"));
    }

    private static SyncLink linked(RemoteRef object, @Nullable String refusal) {
        return new SyncLink.Linked(object, CONTENT, List.of(), refusal, NOW);
    }
}
