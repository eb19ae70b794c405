package dev.devledger.application.sync.notes;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.application.sync.notes.NotePass.NoteSendings;
import dev.devledger.domain.shared.NearestValues.Remark;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.NoteUnion;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Handles the notes of one task: reads its comments if needed, takes over new ones, and sends the ledger's notes. */
final class NoteExchange {
    /** The most pages of a task's comments that are read: older comments stay only in the service. */
    private static final int MOST_PAGES = 40;

    /**
     * The number of other tasks, those with the newest linked comments, that are read to find out if the service shows
     * any comments at all.
     */
    private static final int WITNESSES = 3;

    private static final int MOST_WITNESSES = 20;

    private static final String NOT_SHOWN = "a note was sent, and is not shown yet";

    private static final Duration AGAIN = Duration.ofMinutes(1);

    /**
     * @param taken true if any comment was taken over
     * @param sent true if any note was sent
     * @param read the read of the task's comments; null if there was none
     * @param problem the reason why more is to be done; null if nothing is
     * @param retryAfter the wait before the next try
     */
    record Outcome(
            boolean taken,
            boolean sent,
            PendingNotes.@Nullable Read read,
            @Nullable String problem,
            Duration retryAfter) {}

    private final CycleContext connection;
    private final CycleCalls calls;
    private final RemoteComments remote;
    private final NoteRecords records;
    private final NoteSendings sendings;
    private final PendingNotes.Item item;
    private boolean sent;
    private boolean taken;
    private @Nullable String problem;
    private Duration retryAfter = AGAIN;

    NoteExchange(
            CycleContext connection,
            CycleCalls calls,
            RemoteComments remote,
            NoteRecords records,
            NoteSendings sendings,
            PendingNotes.Item item) {
        this.connection = connection;
        this.calls = calls;
        this.remote = remote;
        this.records = records;
        this.sendings = sendings;
        this.item = item;
    }

    Outcome run(boolean read) {
        if (!(link(item.task()) instanceof SyncLink.Linked linked)) {
            // An unlinked task has no comments. Its next link marks it again, and it is then read if it was written in
            // between.
            return outcome(new PendingNotes.Read(now(), item.readTo()));
        }
        List<TaskNote> notes = records.book().of(connection.account(), item.task());
        if (read || NoteUnion.needsComments(notes)) {
            return outcome(unite(linked.remote(), notes));
        }
        send(linked.remote(), NoteUnion.unseen(notes), false);
        return outcome(null);
    }

    private Outcome outcome(PendingNotes.@Nullable Read read) {
        return new Outcome(taken, sent, read, problem, retryAfter);
    }

    private PendingNotes.@Nullable Read unite(RemoteRef task, List<TaskNote> notes) {
        Instant startedAt = now();
        switch (orStop(comments(task, notes).refusedByList())) {
            case RemoteAnswer.Ok<List<Comment>>(var comments) -> {
                Set<String> known = records.book()
                        .known(
                                connection.account(),
                                comments.stream().map(Comment::id).toList());
                NoteUnion union = NoteUnion.of(notes, comments, known, startedAt);
                taken = records.take(item.task(), union);
                send(task, union, comments.isEmpty());
                return new PendingNotes.Read(startedAt, newest(comments));
            }
            case RemoteAnswer.Refused<List<Comment>>(var reason) -> problem = reason;
            case RemoteAnswer.Unknown<List<Comment>>(var reason) -> problem = reason;
        }
        return null;
    }

    private @Nullable Instant newest(List<Comment> comments) {
        return comments.isEmpty() ? item.readTo() : comments.getFirst().at();
    }

    /** Reads the comments page by page, as far back as there may be a comment that no earlier read has seen. */
    private RemoteAnswer<List<Comment>> comments(RemoteRef task, List<TaskNote> notes) {
        Instant back = back(notes);
        List<Comment> all = new ArrayList<>();
        @Nullable String next = null;
        int pages = 0;
        do {
            String cursor = next;
            RemoteAnswer<RemotePage<List<Comment>>> answer = calls.other(() -> remote.page(task, cursor));
            if (!(answer instanceof RemoteAnswer.Ok<RemotePage<List<Comment>>>(var page))) {
                return answer.failed();
            }
            all.addAll(page.rows());
            next = page.next();
            pages++;
        } while (next != null
                && pages < MOST_PAGES
                && (all.isEmpty() || !all.getLast().at().isBefore(back)));
        return new RemoteAnswer.Ok<>(all);
    }

    private Instant back(List<TaskNote> notes) {
        Instant readTo = item.readTo();
        if (readTo == null) {
            return Instant.MIN;
        }
        Instant oldest = notes.stream()
                .filter(TaskNote::isOpen)
                .map(note -> Objects.requireNonNull(note.intendedAt()))
                .reduce(readTo, (one, other) -> one.isBefore(other) ? one : other);
        return oldest.minus(CreateAttempt.SKEW);
    }

    /**
     * Sends the notes in their order; if the outcome of one is unknown, the notes after it wait. A note that keeps the
     * full text of a cut value is not sent: the service has that text, and no person wrote the note.
     *
     * @param nothing true if a read of the comments showed none
     */
    private void send(RemoteRef task, NoteUnion union, boolean nothing) {
        boolean shown = !nothing;
        for (TaskNote note : union.sent()) {
            if (Remark.isKept(note.text(), connection.connector().title())) {
                continue;
            }
            Duration settle = connection.settings().settle();
            if (!sendings.isSettled(note, now(), settle)) {
                problem = NOT_SHOWN;
                retryAfter = settle;
                return;
            }
            boolean refused = sendings.isRefused(note.id());
            if (!shown && note.isOpen() && !refused) {
                shown = isAnyShown();
                if (!shown) {
                    problem = connection.connector().title()
                            + " returned no comments at all, though there are some; if you have deleted all of them, add one";
                    return;
                }
            }
            if (refused) {
                // Otherwise each try would record another intent. The delay also holds for a process that is started
                // later.
                connection
                        .ports()
                        .notes()
                        .later(
                                connection.account(),
                                item,
                                now().plus(settle.multipliedBy(2)),
                                item.attempts(),
                                NOT_SHOWN);
            } else {
                records.intend(item.task(), note.id());
            }
            RemoteAnswer<String> answer =
                    calls.other(() -> remote.add(task, note.text())).refusedByList();
            sendings.answered(note.id(), answer);
            switch (orStop(answer)) {
                case RemoteAnswer.Ok<String>(var comment) -> {
                    records.link(item.task(), note.id(), comment);
                    sent = true;
                }
                case RemoteAnswer.Refused<String>(var reason) -> problem = reason;
                case RemoteAnswer.Unknown<String>(var reason) -> {
                    if (refused) {
                        records.intend(item.task(), note.id());
                    }
                    problem = reason;
                    retryAfter = settle;
                    return;
                }
            }
        }
    }

    /**
     * True unless other tasks that have comments are shown without comments: then an empty answer about this task
     * proves nothing either.
     */
    private boolean isAnyShown() {
        Map<UUID, RemoteRef> others = new LinkedHashMap<>();
        for (UUID each : records.book().commented(connection.account(), MOST_WITNESSES)) {
            if (!each.equals(item.task())
                    && others.size() < WITNESSES
                    && link(each) instanceof SyncLink.Linked linked) {
                others.put(each, linked.remote());
            }
        }
        return others.values().stream().anyMatch(this::isShown)
                || others.entrySet().stream().noneMatch(each -> isCommented(each.getKey(), each.getValue()));
    }

    private boolean isShown(RemoteRef task) {
        return calls.other(() -> remote.page(task, null))
                        instanceof RemoteAnswer.Ok<RemotePage<List<Comment>>>(var page)
                && !page.rows().isEmpty();
    }

    /**
     * True if the task should have comments. A task that was deleted and created again has none of its former comments;
     * if its time of creation is unknown, it should have some.
     */
    private boolean isCommented(UUID task, RemoteRef object) {
        return !(calls.find(object) instanceof RemoteAnswer.Ok<Optional<RemoteTask>>(var found))
                || found.filter(there -> isCommentedSince(task, there.createdAt()))
                        .isPresent();
    }

    private boolean isCommentedSince(UUID task, @Nullable Instant made) {
        return made == null
                || records.book().of(connection.account(), task).stream()
                        .map(TaskNote::linkedAt)
                        .anyMatch(at -> at != null && !at.isBefore(made));
    }

    private SyncLink link(UUID task) {
        return connection
                .ports()
                .links()
                .find(connection.account().link(EntityRef.task(task)))
                .orElse(SyncLink.None.EVER);
    }

    private Instant now() {
        return connection.clock().instant();
    }
}
