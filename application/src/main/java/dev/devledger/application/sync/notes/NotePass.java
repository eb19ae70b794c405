package dev.devledger.application.sync.notes;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Connector.RemoteComments;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.memory.Cycles.PendingHints.Waiting;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings notes and comments together, task by task. Notes are sent at once. Comments are read if a task was written;
 * those of other tasks are read from time to time, for services that do not report new comments.
 */
public final class NotePass {
    private static final Logger LOG = LoggerFactory.getLogger(NotePass.class);

    /** The longest time between two reads of a task's comments, as long as its {@link ReadQuota} of a cycle suffices. */
    static final Duration EVERY = Duration.ofHours(6);

    /** The most tasks with notes to send that a pass visits. */
    private static final int AT_ONCE = 1_000;

    private static final Duration AGAIN = Duration.ofMinutes(1);

    /**
     * The number of tasks whose comments a cycle reads.
     *
     * @param wanted the number of tasks that are marked to be read
     * @param others the number of other tasks
     * @param patient true if the other tasks wait when the cycle has made many requests
     */
    public record ReadQuota(int wanted, int others, boolean patient) {
        /** The share of a cycle that only sends. */
        public static final ReadQuota NONE = new ReadQuota(0, 0, false);

        /** The share of a cycle that reads hinted objects. */
        public static final ReadQuota LOOK = new ReadQuota(20, 0, false);

        /** The share of a poll: even with many new tasks in the ledger, comments do not get the whole budget. */
        public static final ReadQuota POLL = new ReadQuota(20, 1, true);

        /** The share of a cycle that a user waits for. */
        public static final ReadQuota ALL = new ReadQuota(Integer.MAX_VALUE, 1, false);
    }

    private final CycleContext connection;
    private final CycleCalls calls;
    private final NoteRecords records;
    private final CommentReadDelay patience;
    private final NoteSendings sendings;
    private final long sentBefore;
    private int pulled;
    private int pushed;
    private boolean complete = true;

    /**
     * The pass over notes in a cycle that begins: requests are counted from now on.
     *
     * @param requireLease called before each record that another node must not make as well
     * @param patience the patience, which all cycles share
     * @param sendings the memory of refused sendings, which all cycles share
     */
    public NotePass(
            CycleContext connection,
            CycleCalls calls,
            Runnable requireLease,
            UUID cycle,
            CommentReadDelay patience,
            NoteSendings sendings) {
        this.connection = connection;
        this.calls = calls;
        this.records = new NoteRecords(connection, requireLease, cycle);
        this.patience = patience;
        this.sendings = sendings;
        this.sentBefore = sent();
    }

    /** Returns the number of tasks with new notes in the ledger, so far. */
    public int pulled() {
        return pulled;
    }

    /** Returns the number of tasks with new comments in the service, so far. */
    public int pushed() {
        return pushed;
    }

    /** True if nothing has failed, so far. */
    public boolean complete() {
        return complete;
    }

    public void run(ReadQuota share) {
        RemoteComments remote = connection.connector().comments().orElse(null);
        if (remote == null) {
            return;
        }
        PendingNotes work = connection.ports().notes();
        work.toSend(account(), now(), AT_ONCE).forEach(item -> visit(remote, item, false));
        try {
            work.toRead(account(), now(), share.wanted()).forEach(item -> visit(remote, item, true));
            if (!share.patient() || !patience.waits(sent() - sentBefore)) {
                work.unreadSince(account(), now().minus(EVERY), now(), share.others())
                        .forEach(item -> visit(remote, item, true));
            }
        } catch (CycleStopped e) {
            if (!e.isOverBudget()) {
                throw e;
            }
            LOG.debug("The other comments are read by a later cycle: {}", e.reason());
        }
    }

    private void visit(RemoteComments remote, PendingNotes.Item item, boolean read) {
        try {
            NoteExchange visit = new NoteExchange(connection, calls, remote, records, sendings, item);
            NoteExchange.Outcome outcome = visit.run(read);
            pulled += outcome.taken() ? 1 : 0;
            pushed += outcome.sent() ? 1 : 0;
            if (outcome.problem() == null) {
                connection.ports().notes().done(account(), item, outcome.read());
            } else {
                later(item, outcome.problem(), outcome.retryAfter());
            }
        } catch (CycleStopped | Ledger.LedgerBusy e) {
            throw e;
        } catch (Rejection e) {
            later(item, e.detail(), AGAIN);
        } catch (RuntimeException e) {
            LOG.error("The notes of the task {} are not synced; the others continue", item.task(), e);
            later(item, "unexpected error; the server's log has the reason", AGAIN);
        }
    }

    /** Delays the task; the wait doubles with each failure in a row. */
    private void later(PendingNotes.Item item, String reason, Duration first) {
        complete = false;
        Duration doubled = first.multipliedBy(1L << Math.min(item.attempts(), 20));
        Duration wait = doubled.compareTo(PendingWork.LONGEST_WAIT) < 0 ? doubled : PendingWork.LONGEST_WAIT;
        connection.ports().notes().later(account(), item, now().plus(wait), item.attempts() + 1, reason);
    }

    private long sent() {
        return connection.connector().budget().sent();
    }

    private ConnectedAccount account() {
        return connection.account();
    }

    private Instant now() {
        return connection.clock().instant();
    }

    /** Leaves reads that can wait out of a poll that has made many requests, but not out of many polls in a row. */
    public static final class CommentReadDelay {
        private static final int MANY_REQUESTS = 4;

        /**
         * The most polls in a row from which these reads are left out: a quiet account has polls with fewer requests in
         * between.
         */
        static final int LONGEST = 10;

        private int waited;

        /** @param requests the requests of the poll so far */
        synchronized boolean waits(long requests) {
            boolean waits = requests >= MANY_REQUESTS && waited < LONGEST;
            waited = waits ? waited + 1 : 0;
            return waits;
        }
    }

    /** Decides when a note may be sent again. Each sending is recorded, except one that follows a refusal. */
    public static final class NoteSendings {
        private final Set<UUID> refused = ConcurrentHashMap.newKeySet();

        void answered(UUID note, RemoteAnswer<String> answer) {
            if (answer instanceof RemoteAnswer.Refused<String>) {
                refused.add(note);
            } else {
                refused.remove(note);
            }
        }

        /** True if the newest answer was a refusal, so that the note is certainly not in the service. */
        boolean isRefused(UUID note) {
            return refused.contains(note);
        }

        /**
         * True if the service would show the note by now: after one settle time it has arrived or never will, and after
         * another one every read shows it (docs/sync-design.md). Before that, neither a newer note nor a waiting user
         * is a reason to send the note twice.
         */
        boolean isSettled(TaskNote note, Instant now, Duration settle) {
            Instant sent = note.intendedAt();
            return sent == null
                    || isRefused(note.id())
                    || CreateAttempt.isAhead(sent, now)
                    || !sent.plus(settle.multipliedBy(2)).isAfter(now);
        }
    }

    /**
     * Marks the tasks seen by a cycle whose comments have to be read. A changed task does not show what was changed.
     */
    public record NoteCandidates(CycleContext connection) {

        /** @param looked the hints whose objects the cycle has read */
        public void saw(Collection<RemoteTask> tasks, List<Waiting> looked) {
            if (connection.connector().comments().isEmpty()) {
                return;
            }
            PendingNotes work = connection.ports().notes();
            if (!tasks.isEmpty()) {
                work.see(connection.account(), tasks, connection.clock().instant());
            }
            List<String> hinted = looked.stream()
                    .map(Waiting::hint)
                    .filter(hint -> !hint.deleted())
                    .map(Hint::object)
                    .filter(Objects::nonNull)
                    .toList();
            if (!hinted.isEmpty()) {
                work.markToRead(connection.account(), hinted);
            }
        }
    }
}
