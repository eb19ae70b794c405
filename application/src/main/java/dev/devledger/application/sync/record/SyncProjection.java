package dev.devledger.application.sync.record;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.LimitShare;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncDecider;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncEvent.StoredReason;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.time.EntryLink;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkDecider;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of links and conflicts, which refer to each other, so that all of them are rebuilt together. */
public final class SyncProjection implements Projection {
    private final SyncLinkProjection links;
    private final EntryLinkProjection entries;
    private final ConflictProjection conflicts;

    public SyncProjection(LinkBook links, EntryLinkBook entries, ConflictBook conflicts) {
        this.links = new SyncLinkProjection(links);
        this.entries = new EntryLinkProjection(entries);
        this.conflicts = new ConflictProjection(conflicts);
    }

    @Override
    public String name() {
        return links.name();
    }

    @Override
    public int generation() {
        return links.generation();
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("link-") || stream.startsWith("entrylink-") || stream.startsWith("conflict-");
    }

    @Override
    public void apply(LedgerEvent event) {
        links.apply(event);
        entries.apply(event);
        conflicts.apply(event);
    }

    /** Applies the events of links and those of conflicts separately, as neither reads the rows of the other. */
    @Override
    public void apply(List<LedgerEvent> events) {
        if (events.size() < MANY) {
            events.forEach(this::apply);
            return;
        }
        links.apply(events);
        entries.apply(events);
        events.forEach(conflicts::apply);
    }

    /** The newest state of each link, derived by the rules that decide on links themselves. */
    record SyncLinkProjection(LinkBook links) implements Projection {
        private static final SyncDecider DECIDER = new SyncDecider();

        @Override
        public String name() {
            return "sync";
        }

        @Override
        public int generation() {
            return 9;
        }

        @Override
        public void apply(LedgerEvent event) {
            if (event.payload() instanceof SyncEvent sync) {
                SyncLinkId link = sync.link();
                links.put(
                        link,
                        after(event.version() == 1 ? null : links.find(link).orElse(null), sync, event));
            }
        }

        /** Reads the links, changes them in memory, and writes them together, whatever the number of events. */
        @Override
        public void apply(List<LedgerEvent> events) {
            Map<SyncLinkId, SyncLink> states = new HashMap<>(links.find(linksOf(events)));
            for (LedgerEvent event : events) {
                if (event.payload() instanceof SyncEvent sync) {
                    states.put(sync.link(), after(states.get(sync.link()), sync, event));
                }
            }
            links.putAll(states);
        }

        private static Set<SyncLinkId> linksOf(List<LedgerEvent> events) {
            return events.stream()
                    .flatMap(event -> event.payload() instanceof SyncEvent sync ? Stream.of(sync.link()) : Stream.of())
                    .collect(Collectors.toSet());
        }

        private SyncLink after(@Nullable SyncLink known, SyncEvent sync, LedgerEvent event) {
            SyncLink before = event.version() == 1 ? DECIDER.initial() : known;
            if (before == null) {
                throw new IllegalStateException("no row for " + sync.link());
            }
            if (before instanceof SyncLink.Creating creating && isGivenUp(creating, sync)) {
                links.giveUp(sync.link(), creating.intent(), CreateAttempt.of(creating));
            }
            SyncLink now = DECIDER.evolve(before, sync);
            RemoteRef former = before.object();
            if (former != null && !former.id().equals(idOf(now))) {
                links.putFormer(sync.link(), former);
            }
            if (sync instanceof SyncEvent.Linked linked && isForeign(before, linked)) {
                links.putForeign(sync.link(), linked.remote());
            }
            if (former != null) {
                count(sync, former);
            }
            note(sync);
            return now;
        }

        /**
         * True if the ledger did not create the object. An object that is linked again was recorded at its first link.
         */
        private static boolean isForeign(SyncLink before, SyncEvent.Linked linked) {
            return !(before instanceof SyncLink.Creating)
                    && !linked.remote().id().equals(idOf(before));
        }

        private void note(SyncEvent sync) {
            switch (sync) {
                case SyncEvent.NoteIntended(var link, var note, var at) ->
                    links.notes().intend(link, note, at);
                case SyncEvent.NoteLinked(var link, var note, var comment, var at) ->
                    links.notes().link(link, note, comment, at);
                default -> {}
            }
        }

        /**
         * Counts a delete when it is intended, whatever its outcome; a deletion found in the service is counted as
         * well.
         */
        private void count(SyncEvent sync, RemoteRef object) {
            switch (sync) {
                case SyncEvent.DeleteIntended(var link, var at, var counted) -> count(link, object, counted, at);
                case SyncEvent.RemoteGone(var link, var at, var counted) -> count(link, object, counted, at);
                default -> {}
            }
        }

        private void count(SyncLinkId link, RemoteRef object, @Nullable LimitShare known, Instant at) {
            LimitShare counted = known == null ? LimitShare.ALONE : known;
            if (counted.exempt() == null) {
                String unit = counted.unit() == null ? link.entity().toString() : counted.unit();
                links.putDelete(link, object.list(), unit, at);
            }
        }

        private static @Nullable String idOf(SyncLink link) {
            RemoteRef object = link.object();
            return object == null ? null : object.id();
        }

        /**
         * True if this create may have made an object that is not known. If a create was sent several times, it is
         * unknown which sending made the object that was found.
         */
        private static boolean isGivenUp(SyncLink.Creating creating, SyncEvent event) {
            return switch (event) {
                case SyncEvent.CreateIntended again -> true;
                case SyncEvent.Stopped stopped -> true;
                case SyncEvent.Linked linked -> creating.attempt() > 1;
                default -> false; // the create was refused, or certainly not sent
            };
        }
    }

    /** The newest state of each conflict. */
    record ConflictProjection(ConflictBook conflicts) {
        void apply(LedgerEvent event) {
            if (event.payload() instanceof ConflictEvent conflict) {
                conflicts.put(after(conflict, event.by().actor()));
            }
        }

        private ConflictBook.Entry after(ConflictEvent event, String actor) {
            return switch (event) {
                case ConflictEvent.Raised e -> ConflictBook.Entry.raised(e.conflict(), e.link(), e.dispute(), e.at());
                case ConflictEvent.Extended e -> before(e).with(e.dispute());
                case ConflictEvent.LetGo e -> before(e).over(State.OBSOLETE, e.at(), null);
                case ConflictEvent.Resolved e -> before(e).over(State.RESOLVED, e.at(), actor);
            };
        }

        private ConflictBook.Entry before(ConflictEvent event) {
            return conflicts
                    .entry(event.conflict())
                    .orElseThrow(() -> new IllegalStateException("no row for " + event.conflict()));
        }
    }

    /** The newest state of each time entry's link, derived by the rules that decide on these links themselves. */
    record EntryLinkProjection(EntryLinkBook links) {
        private static final EntryLinkDecider DECIDER = new EntryLinkDecider();

        void apply(List<LedgerEvent> events) {
            links.together(() -> events.forEach(this::apply));
        }

        void apply(LedgerEvent event) {
            if (event.payload() instanceof EntryLinkEvent happened) {
                EntryLinkId link = happened.link();
                EntryLink before = event.version() == 1
                        ? DECIDER.initial()
                        : links.find(link).orElseThrow(() -> new IllegalStateException("no row for " + link));
                links.put(link, DECIDER.evolve(before, happened), agreedAt(happened));
                if (happened instanceof EntryLinkEvent.Closed closed && closed.end() != EntryLink.End.GONE) {
                    links.putDelete(link, closed.at());
                }
            }
        }

        private static @Nullable Instant agreedAt(EntryLinkEvent event) {
            return switch (event) {
                case EntryLinkEvent.Linked linked -> linked.at();
                case EntryLinkEvent.Agreed agreed -> agreed.at();
                case EntryLinkEvent.AddIntended intended -> null;
                case EntryLinkEvent.AddDropped dropped -> null;
                case EntryLinkEvent.KeptApart apart -> null;
                case EntryLinkEvent.Closed closed -> null;
            };
        }
    }

    /** The reasons of links that are stopped as a person decided, so that no person is asked again. */
    public static final class StopReasons {
        public static final String REFUSED = "a person has refused what was to be done with it";
        public static final String LEFT_OUT = "A person left it out of the sync: ";

        private StopReasons() {}

        public static boolean isOfAPerson(SyncLink.Stopped stopped) {
            return stopped.reason().equals(REFUSED) || isLeftOut(stopped);
        }

        /** True if a person was asked about the entity, and has left it out of the sync. */
        public static boolean isLeftOut(SyncLink.Stopped stopped) {
            return stopped.reason().startsWith(LEFT_OUT);
        }

        /** The contents of a list that does not exist any more, while a person decides on the list. */
        public record MissingList(ConnectedAccount account, LinkBook book, String list) {
            public static final StoredReason REASON =
                    new StoredReason("its list no longer exists in %s", "its list is not there any more");

            /**
             * Parts the entities of the contents from the sync, so that they wait until the list is decided: looked up one
             * by one they would be deleted one by one.
             */
            public void part(ChangeSet changes, String reason) {
                contents().stream()
                        .filter(each -> each.link() instanceof SyncLink.Linked)
                        .forEach(each -> changes.send(new SyncCommand.DetachUntilDecision(
                                account.link(each.entity()), reason, changes.at())));
            }

            /**
             * Closes the links of contents that were parted because of the missing list, and returns these entities, which
             * can be created again. Contents parted for another reason stay parted.
             */
            public List<EntityRef> close(ChangeSet changes) {
                List<EntityRef> closed = contents().stream()
                        .filter(each -> each.link() instanceof SyncLink.Detached detached
                                && detached.stays()
                                && REASON.isSaidIn(detached.reason()))
                        .map(LinkBook.Entry::entity)
                        .toList();
                closed.forEach(each -> changes.send(new SyncCommand.Close(account.link(each), changes.at())));
                return closed;
            }

            private List<LinkBook.Entry> contents() {
                return book.inLists(account, List.of(list)).stream()
                        .filter(each -> each.entity().kind() != EntityRef.Kind.LIST)
                        .toList();
            }
        }
    }
}
