package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.SyncSettings;
import dev.devledger.application.sync.local.LocalEntityStates.LedgerPorts;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.existence.ExistenceDecision;
import dev.devledger.domain.sync.existence.ExistenceDecision.LinkState;
import dev.devledger.domain.sync.existence.ExistenceDecision.LocalState;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An account and the ledger it is synced with: both sides of a cycle. */
public record CycleContext(Connector connector, LedgerPorts ledger, CycleContext.SyncPorts ports, Clock clock) {
    public ConnectedAccount account() {
        return connector.account();
    }

    public SyncSettings settings() {
        return connector.settings();
    }

    public ExistenceTable table() {
        return new ExistenceTable(ports.meters());
    }

    public RecentValues recentValues() {
        return new RecentValues(
                settings(), () -> Cycles.ListReadState.known(ports.cycles().reads(account()), clock.instant()));
    }

    /** The stores of a connected account, as cycles use them. */
    public record SyncPorts(
            LinkBook links,
            ConflictBook conflicts,
            SuspectedAbsences doubts,
            PendingWork work,
            Cycles cycles,
            Lease leases,
            ConnectorStates states,
            PendingApprovals holds,
            SyncMeters meters,
            ListClosures closures,
            FeedCursors feeds,
            PendingHints hints,
            PendingNotes notes,
            EntryLinkBook entries,
            PendingTimeEntries time,
            UnimportedObjects left) {

        /** Returns a copy that uses these meters. */
        public SyncPorts metered(SyncMeters others) {
            return new SyncPorts(
                    links, conflicts, doubts, work, cycles, leases, states, holds, others, closures, feeds, hints,
                    notes, entries, time, left);
        }
    }

    /** The existence decision table for a cycle: callers state the facts, and carry out the decision. */
    public static final class ExistenceTable {
        private final SyncMeters meters;

        public ExistenceTable(SyncMeters meters) {
            this.meters = meters;
        }

        public ExistenceDecision decide(SyncLink link, LocalState local, RemoteState remote) {
            return decide(LinkState.of(link), local, remote);
        }

        public ExistenceDecision decide(LinkState link, LocalState local, RemoteState remote) {
            ExistenceDecision decided = ExistenceDecision.of(link, local, remote);
            meters.decided(decided);
            return decided;
        }
    }

    /**
     * Selects the past values of an object that still count. A read may be outdated by one settle time. A write without
     * an answer takes effect within one settle time, and shows within another: after both, the first complete read has
     * shown its outcome.
     */
    public static final class RecentValues {
        private final Duration settle;
        private final Supplier<Map<String, Cycles.ListReadState>> reads;

        /**
         * {@code reads} gives the last complete read of each list, and is called only for links that have past values.
         */
        public RecentValues(SyncSettings settings, Supplier<Map<String, Cycles.ListReadState>> reads) {
            this.settle = settings.settle();
            this.reads = reads;
        }

        /** Returns a function that gives links with the past values that count in a read beginning at {@code look}. */
        public UnaryOperator<SyncLink> at(Instant look) {
            return link -> link instanceof SyncLink.Linked linked ? at(look, linked) : link;
        }

        public SyncLink.Linked at(Instant look, SyncLink.Linked linked) {
            return linked.remembering(past ->
                    past.late() ? isOpen(linked, past) : past.at().plus(settle).isAfter(look));
        }

        private boolean isOpen(SyncLink.Linked linked, PastValues write) {
            Cycles.ListReadState last = reads.get().get(linked.remote().list());
            return last == null
                    || last.readAt() == null
                    || write.at().plus(settle.multipliedBy(2)).isAfter(last.readAt());
        }
    }
}
