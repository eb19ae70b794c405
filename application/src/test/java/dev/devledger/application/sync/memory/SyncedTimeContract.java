package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.time.EntryContent;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The behaviour required of every {@link EntryLinkBook} and {@link PendingTimeEntries}. */
public abstract class SyncedTimeContract {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final UUID ENTRY = new UUID(7, 1);
    private static final UUID OTHER = new UUID(7, 2);
    private static final ConnectedAccount ACCOUNT = account("main");
    private static final ConnectedAccount ANOTHER = account("another");

    private static ConnectedAccount account(String name) {
        return new ConnectedAccount("clickup", name, ConnectorMode.SANDBOX, RemoteRef::id);
    }

    protected abstract EntryLinkBook links();

    protected abstract PendingTimeEntries work();

    private static EntryLinkId id(ConnectedAccount account, UUID entry) {
        return new EntryLinkId(account.connector(), account.account(), entry);
    }

    private static EntryContent here(Instant start) {
        return new EntryContent(null, start, null, "noted", new TreeSet<>(Set.of("b", "a")), true, false);
    }

    private static EntryLink.Linked linked(String remote, Instant start) {
        RemoteEntryContent there = new RemoteEntryContent(
                "t1", null, start, start.plusSeconds(60), ZoneOffset.UTC, "", new TreeSet<>(), false, false);
        return new EntryLink.Linked(remote, new EntryBase(here(start), there));
    }

    @Test
    void a_link_is_what_was_put_last_each_in_its_account() {
        EntryLink.Adding adding = new EntryLink.Adding(here(NOW), NOW.plusSeconds(9));
        links().put(id(ACCOUNT, ENTRY), adding, null);
        assertThat(links().find(id(ACCOUNT, ENTRY))).contains(adding);
        EntryLink.Linked linked = linked("r1", NOW);
        links().put(id(ACCOUNT, ENTRY), linked, null);
        assertThat(links().find(ACCOUNT, List.of(ENTRY, OTHER))).isEqualTo(Map.of(ENTRY, linked));
        assertThat(links().find(ANOTHER, List.of(ENTRY))).isEmpty();
        assertThat(links().linked(ACCOUNT)).isOne();
        assertThat(links().linked(ANOTHER)).isZero();

        EntryLink.Ended ended = new EntryLink.Ended("r1", linked.base(), EntryLink.End.DELETED_THERE);
        links().put(id(ACCOUNT, ENTRY), ended, null);
        assertThat(links().find(id(ACCOUNT, ENTRY))).contains(ended);
        assertThat(links().linked(ACCOUNT)).isZero();
    }

    @Test
    void whose_a_remote_entry_is_or_was_is_known() {
        EntryLink.Linked linked = linked("r1", NOW);
        links().put(id(ACCOUNT, ENTRY), new EntryLink.Ended("r1", linked.base(), EntryLink.End.GONE), null);
        assertThat(links().owners(ACCOUNT, List.of("r1", "r2"))).isEqualTo(Map.of("r1", ENTRY));
        links().put(id(ACCOUNT, OTHER), linked, null);
        assertThat(links().owners(ACCOUNT, List.of("r1"))).isEqualTo(Map.of("r1", OTHER));
        assertThat(links().owners(ANOTHER, List.of("r1"))).isEmpty();
        assertThat(links().owners(ACCOUNT, List.of())).isEmpty();
    }

    @Test
    void open_are_those_of_that_time_and_all_that_are_added() {
        links().put(id(ACCOUNT, ENTRY), linked("r1", NOW), null);
        links().put(id(ACCOUNT, OTHER), new EntryLink.Adding(here(NOW.minusSeconds(999)), NOW), null);
        assertThat(links().open(ACCOUNT, NOW, NOW.plusSeconds(1))).containsOnlyKeys(ENTRY, OTHER);
        assertThat(links().open(ACCOUNT, NOW.plusSeconds(1), NOW.plusSeconds(2)))
                .containsOnlyKeys(OTHER);
        assertThat(links().open(ACCOUNT, NOW.minusSeconds(1), NOW)).containsOnlyKeys(OTHER);
        assertThat(links().open(ANOTHER, NOW, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void unplaced_are_those_whose_task_there_was_nothing_here_as_long_as_they_are_linked() {
        EntryLink.Linked linked = linked("r1", NOW);
        EntryBase placed = linked.base().placed(EntityRef.task(OTHER));
        links().put(id(ACCOUNT, ENTRY), linked, null);
        links().put(id(ACCOUNT, OTHER), new EntryLink.Linked("r2", placed), null);
        assertThat(links().unplacedFor(ACCOUNT)).containsExactly("t1");
        assertThat(links().unplacedFor(ANOTHER)).isEmpty();
        assertThat(links().unplaced(ACCOUNT, List.of("t1", "t2"))).isEqualTo(Map.of(ENTRY, linked));
        assertThat(links().unplaced(ACCOUNT, List.of("t2"))).isEmpty();
        assertThat(links().unplaced(ANOTHER, List.of("t1"))).isEmpty();

        links().put(id(ACCOUNT, ENTRY), new EntryLink.Linked("r1", placed), null);
        assertThat(links().unplacedFor(ACCOUNT)).isEmpty();
        links().put(id(ACCOUNT, ENTRY), new EntryLink.Ended("r1", linked.base(), EntryLink.End.GONE), null);
        assertThat(links().unplaced(ACCOUNT, List.of("t1"))).isEmpty();
    }

    @Test
    void deletes_are_counted_since_a_time() {
        EntryLink.Linked linked = linked("r1", NOW);
        links().put(id(ACCOUNT, ENTRY), new EntryLink.Ended("r1", linked.base(), EntryLink.End.DELETED_HERE), null);
        links().putDelete(id(ACCOUNT, ENTRY), NOW);
        assertThat(links().deletedSince(ACCOUNT, NOW)).isOne();
        assertThat(links().deletedSince(ACCOUNT, NOW.plusSeconds(1))).isZero();
        assertThat(links().deletedSince(ANOTHER, NOW)).isZero();
        links().put(id(ACCOUNT, ENTRY), linked, null);
        assertThat(links().deletedSince(ACCOUNT, NOW)).isOne();
    }

    private PendingTimeEntries.Item only(Instant now) {
        List<PendingTimeEntries.Item> due = work().due(ACCOUNT, now, 9);
        assertThat(due).hasSize(1);
        return due.getFirst();
    }

    @Test
    void a_mark_goes_with_what_was_done_and_not_with_what_came_meanwhile() {
        work().mark(ACCOUNT, List.of(ENTRY));
        PendingTimeEntries.Item first = only(NOW);
        work().mark(ACCOUNT, List.of(ENTRY));
        work().done(ACCOUNT, List.of(first));
        work().later(ACCOUNT, first, NOW.plusSeconds(60), 1, "late");
        PendingTimeEntries.Item second = only(NOW);
        assertThat(second.generation()).isGreaterThan(first.generation());
        assertThat(work().pending(ACCOUNT)).isOne();
        assertThat(work().due(ANOTHER, NOW, 9)).isEmpty();
        work().done(ACCOUNT, List.of(second));
        work().done(ACCOUNT, List.of());
        assertThat(work().due(ACCOUNT, NOW, 9)).isEmpty();
        assertThat(work().nextDue(ACCOUNT)).isNull();
    }

    @Test
    void what_has_failed_waits_and_says_why_until_it_is_marked_again() {
        work().mark(ACCOUNT, List.of(ENTRY));
        work().later(ACCOUNT, only(NOW), NOW.plusSeconds(60), 3, "it is locked");
        assertThat(work().due(ACCOUNT, NOW, 9)).isEmpty();
        assertThat(work().nextDue(ACCOUNT)).isEqualTo(NOW.plusSeconds(60));
        assertThat(work().failing(ACCOUNT)).isEqualTo(new LinkBook.Sample(1, EntityRef.entry(ENTRY), "it is locked"));
        work().markFound(ACCOUNT, List.of(ENTRY, OTHER));
        assertThat(work().due(ACCOUNT, NOW, 9))
                .extracting(PendingTimeEntries.Item::entry)
                .containsExactly(OTHER);
        assertThat(work().due(ACCOUNT, NOW.plusSeconds(60), 9))
                .filteredOn(item -> item.entry().equals(ENTRY))
                .extracting(PendingTimeEntries.Item::attempts)
                .containsExactly(3);
        work().mark(ACCOUNT, List.of(ENTRY));
        assertThat(work().due(ACCOUNT, NOW, 9)).hasSize(2);
        assertThat(work().failing(ACCOUNT)).isEqualTo(LinkBook.Sample.NONE);
    }

    @Test
    void no_more_are_due_than_were_asked_for() {
        work().mark(ACCOUNT, List.of(ENTRY, OTHER));
        assertThat(work().due(ACCOUNT, NOW, 1)).hasSize(1);
        assertThat(work().pending(ACCOUNT)).isEqualTo(2);
    }

    @Test
    void what_is_missing_is_what_was_said_last() {
        work().keepMissing(ACCOUNT, Map.of(ENTRY, NOW, OTHER, NOW.plusSeconds(1)));
        work().keepMissing(ACCOUNT, Map.of(OTHER, NOW.plusSeconds(1)));
        assertThat(work().missing(ACCOUNT)).isEqualTo(Map.of(OTHER, NOW.plusSeconds(1)));
        work().keepMissing(ACCOUNT, Map.of());
        assertThat(work().missing(ACCOUNT)).isEmpty();
    }
}
