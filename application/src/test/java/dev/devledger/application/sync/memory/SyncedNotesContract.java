package dev.devledger.application.sync.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The behaviour required of every {@link NoteLinks} and {@link PendingNotes}. */
public abstract class SyncedNotesContract {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");
    private static final Instant WRITTEN = NOW.minusSeconds(600);
    private static final ConnectedAccount ACCOUNT =
            new ConnectedAccount("clickup", "main", ConnectorMode.LIVE, remote -> "");
    private static final ConnectedAccount OTHER =
            new ConnectedAccount("clickup", "other", ConnectorMode.LIVE, remote -> "");
    private static final UUID OURS = new UUID(1, 1);
    private static final UUID THEIRS = new UUID(1, 2);
    private static final UUID UNLINKED = new UUID(1, 3);

    protected abstract LinkBook links();

    protected abstract PendingNotes work();

    /** Records that a note was added to the task. */
    protected abstract void noted(UUID task, UUID note, String text);

    private static SyncLinkId link(UUID task) {
        return ACCOUNT.link(EntityRef.task(task));
    }

    private static RemoteTask there(UUID task, @Nullable Instant writtenAt) {
        RemoteRef ref = new RemoteRef("list", "remote-" + task.getLeastSignificantBits());
        return new RemoteTask(ref, CanonicalContent.list("A task"), List.of(), false, false, WRITTEN, writtenAt);
    }

    private void linked() {
        for (UUID each : List.of(OURS, THEIRS)) {
            RemoteTask task = there(each, WRITTEN);
            links().put(link(each), new SyncLink.Linked(task.ref(), task.content(), List.of(), null, WRITTEN));
        }
        links().putForeign(link(THEIRS), there(THEIRS, WRITTEN).ref());
    }

    private static List<UUID> tasks(List<PendingNotes.Item> items) {
        return items.stream().map(PendingNotes.Item::task).toList();
    }

    private void see(@Nullable Instant writtenAt) {
        work().see(
                        ACCOUNT,
                        Stream.of(OURS, THEIRS, UNLINKED)
                                .map(each -> there(each, writtenAt))
                                .toList(),
                        NOW);
    }

    private List<UUID> toRead() {
        return tasks(work().toRead(ACCOUNT, NOW, 9));
    }

    private PendingNotes.Item only(List<PendingNotes.Item> items) {
        assertThat(items).hasSize(1);
        return items.getFirst();
    }

    @Test
    void a_note_is_what_is_on_record_of_it_in_an_account() {
        UUID sent = new UUID(2, 1);
        UUID taken = new UUID(2, 2);
        noted(OURS, sent, "sent");
        noted(OURS, taken, "taken");
        noted(OURS, new UUID(2, 3), "neither");
        noted(THEIRS, new UUID(2, 4), "elsewhere");
        NoteLinks book = links().notes();
        book.intend(link(OURS), sent, NOW);
        book.link(link(OURS), taken, "c2", NOW);

        assertThat(book.of(ACCOUNT, OURS))
                .containsExactly(
                        new TaskNote(sent, "sent", false, NOW, null, null),
                        new TaskNote(taken, "taken", false, null, "c2", NOW),
                        new TaskNote(new UUID(2, 3), "neither", false, null, null, null));
        book.link(link(OURS), sent, "c1", NOW.plusSeconds(1));
        assertThat(book.of(ACCOUNT, OURS).getFirst())
                .isEqualTo(new TaskNote(sent, "sent", false, NOW, "c1", NOW.plusSeconds(1)));
        assertThat(book.known(ACCOUNT, List.of("c1", "c2", "c3"))).containsExactlyInAnyOrder("c1", "c2");
        assertThat(book.known(OTHER, List.of("c1"))).isEmpty();
        assertThat(book.of(OTHER, OURS)).allMatch(note -> note.comment() == null && note.intendedAt() == null);
    }

    @Test
    void a_sending_is_that_of_the_newest_time_and_tasks_are_commented_on_once_that_is_known() {
        UUID sent = new UUID(2, 1);
        noted(OURS, sent, "sent");
        noted(THEIRS, new UUID(2, 2), "taken");
        noted(OURS, new UUID(2, 3), "taken as well");
        NoteLinks book = links().notes();
        book.intend(link(OURS), sent, NOW);
        book.intend(link(OURS), sent, NOW.plusSeconds(60));

        assertThat(book.of(ACCOUNT, OURS).getFirst().intendedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(book.commented(ACCOUNT, 9)).isEmpty();

        book.link(link(THEIRS), new UUID(2, 2), "c1", NOW);
        book.link(link(OURS), sent, "c2", NOW.plusSeconds(1));
        book.link(link(OURS), new UUID(2, 3), "c3", NOW.plusSeconds(2));

        assertThat(book.commented(ACCOUNT, 9)).containsExactly(OURS, THEIRS);
        assertThat(book.commented(ACCOUNT, 1)).containsExactly(OURS);
        assertThat(book.commented(OTHER, 9)).isEmpty();
    }

    @Test
    void a_task_that_is_noted_at_is_due_until_it_is_done_and_no_newer_mark_goes_with_an_older_one() {
        linked();
        noted(OURS, new UUID(2, 1), "a note");
        work().markNoted(ACCOUNT, List.of(OURS));
        assertThat(work().pending(ACCOUNT)).isOne();
        assertThat(work().nextDue(ACCOUNT)).isEqualTo(Instant.EPOCH);
        PendingNotes.Item item = only(work().toSend(ACCOUNT, NOW, 9));

        work().markNoted(ACCOUNT, List.of(OURS));
        work().done(ACCOUNT, item, null);
        PendingNotes.Item newer = only(work().toSend(ACCOUNT, NOW, 9));
        work().done(ACCOUNT, newer, null);

        assertThat(work().toSend(ACCOUNT, NOW, 9)).isEmpty();
        assertThat(work().pending(ACCOUNT)).isZero();
        assertThat(work().nextDue(ACCOUNT)).isNull();
    }

    @Test
    void what_is_linked_no_longer_is_not_to_be_read_until_it_is_linked_again() {
        linked();
        see(WRITTEN);
        Instant later = NOW.plus(Duration.ofDays(1));
        assertThat(tasks(work().unreadSince(ACCOUNT, later, later, 9))).containsExactly(OURS);
        assertThat(toRead()).containsExactly(THEIRS);

        PendingNotes.Item wanted = only(work().toRead(ACCOUNT, NOW, 9));
        work().markEnded(ACCOUNT, List.of(OURS, THEIRS, UNLINKED));
        assertThat(work().unreadSince(ACCOUNT, later, later, 9)).isEmpty();
        assertThat(toRead()).isEmpty();

        RemoteTask task = there(THEIRS, WRITTEN);
        links().put(link(THEIRS), new SyncLink.Detached(task.ref(), task.content(), "let go", false));
        work().done(ACCOUNT, wanted, new PendingNotes.Read(NOW, null)); // the work had begun when the link ended
        links().put(link(THEIRS), new SyncLink.Linked(task.ref(), task.content(), List.of(), null, NOW));
        assertThat(tasks(work().unreadSince(ACCOUNT, later, later, 9))).isEmpty();
        work().markLinked(ACCOUNT, List.of(OURS, THEIRS));
        assertThat(toRead()).containsExactlyInAnyOrder(OURS, THEIRS);
    }

    @Test
    void what_failed_waits_and_says_why_until_the_next_note() {
        linked();
        work().markNoted(ACCOUNT, List.of(OURS));
        Instant later = NOW.plus(Duration.ofHours(1));
        work().later(ACCOUNT, only(work().toSend(ACCOUNT, NOW, 9)), later, 3, "too long");

        assertThat(work().toSend(ACCOUNT, NOW, 9)).isEmpty();
        assertThat(work().nextDue(ACCOUNT)).isEqualTo(later);
        assertThat(work().failing(ACCOUNT)).isEqualTo(new LinkBook.Sample(1, EntityRef.task(OURS), "too long"));
        assertThat(only(work().toSend(ACCOUNT, later, 9)).attempts()).isEqualTo(3);

        work().markNoted(ACCOUNT, List.of(OURS));
        assertThat(only(work().toSend(ACCOUNT, NOW, 9)).attempts()).isZero();
        assertThat(work().failing(ACCOUNT)).isEqualTo(LinkBook.Sample.NONE);
    }

    @Test
    void of_what_is_linked_later_only_what_has_notes_is_due() {
        noted(OURS, new UUID(2, 1), "before it was there");
        linked();
        work().markLinked(ACCOUNT, List.of(OURS, THEIRS));

        assertThat(tasks(work().toSend(ACCOUNT, NOW, 9))).containsExactly(OURS);
    }

    @Test
    void what_others_have_made_is_read_once_and_what_is_written_later_again() {
        linked();
        see(WRITTEN);
        assertThat(toRead()).containsExactly(THEIRS);

        PendingNotes.Item item = only(work().toRead(ACCOUNT, NOW, 9));
        work().done(ACCOUNT, item, new PendingNotes.Read(NOW, WRITTEN));
        see(WRITTEN);
        assertThat(toRead()).isEmpty();

        see(WRITTEN.plusSeconds(1));
        assertThat(toRead()).containsExactlyInAnyOrder(OURS, THEIRS);
        assertThat(work().toRead(ACCOUNT, NOW, 9).stream()
                        .filter(each -> each.task().equals(THEIRS))
                        .findFirst()
                        .orElseThrow()
                        .readTo())
                .isEqualTo(WRITTEN);
    }

    @Test
    void what_is_ours_is_read_where_somebody_has_written_it_since_it_was_made() {
        linked();
        see(WRITTEN.plusSeconds(60));

        assertThat(toRead()).containsExactlyInAnyOrder(OURS, THEIRS);
    }

    @Test
    void a_hint_is_a_reason_to_read_what_is_linked() {
        linked();
        see(WRITTEN);
        work().markToRead(
                        ACCOUNT,
                        List.of(
                                there(OURS, WRITTEN).ref().id(),
                                there(UNLINKED, WRITTEN).ref().id()));

        assertThat(toRead()).containsExactlyInAnyOrder(OURS, THEIRS);
    }

    @Test
    void the_rest_is_read_when_its_last_read_is_long_ago() {
        linked();
        see(WRITTEN);
        work().done(ACCOUNT, only(work().toRead(ACCOUNT, NOW, 9)), new PendingNotes.Read(NOW.plusSeconds(1), null));

        assertThat(tasks(work().unreadSince(ACCOUNT, NOW.plusSeconds(1), NOW, 9)))
                .containsExactly(OURS);
        assertThat(tasks(work().unreadSince(ACCOUNT, NOW.plusSeconds(2), NOW, 9)))
                .containsExactly(OURS, THEIRS);
        assertThat(tasks(work().unreadSince(ACCOUNT, NOW.plusSeconds(2), NOW, 1)))
                .containsExactly(OURS);
        assertThat(work().unreadSince(ACCOUNT, NOW.plusSeconds(2), NOW, 0)).isEmpty();
    }

    @Test
    void what_waits_longer_than_anything_does_was_put_off_by_a_clock_that_was_set_back_since() {
        Instant ahead = NOW.plus(Duration.ofDays(2));
        linked();
        see(WRITTEN);
        work().done(ACCOUNT, only(work().toRead(ACCOUNT, NOW, 9)), new PendingNotes.Read(ahead, null));
        work().markNoted(ACCOUNT, List.of(THEIRS));
        work().later(ACCOUNT, only(work().toSend(ACCOUNT, NOW, 9)), ahead, 3, "no answer");

        assertThat(tasks(work().toSend(ACCOUNT, NOW, 9))).containsExactly(THEIRS);
        assertThat(tasks(work().unreadSince(ACCOUNT, WRITTEN, NOW, 9))).containsExactly(THEIRS);

        see(WRITTEN.plusSeconds(1));
        assertThat(toRead()).containsExactlyInAnyOrder(OURS, THEIRS);
    }
}
