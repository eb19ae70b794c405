package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of each link, built from the links' events: the rows of {@code sync_links}. The rows of
 * {@code sync_given_up}, {@code sync_former_object}, {@code sync_foreign_object} and {@code sync_delete} keep facts
 * from earlier states of the links.
 */
public interface LinkBook {
    Optional<SyncLink> find(SyncLinkId link);

    /** Returns the existing links among these, in one statement. */
    Map<SyncLinkId, SyncLink> find(Set<SyncLinkId> wanted);

    /** Returns the existing links of these entities, in one statement. */
    Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities);

    /** Returns the remote ids among these that some entity is, or was, linked to. */
    Set<String> taken(ConnectedAccount account, Collection<String> remoteIds);

    /** A link with its entity. */
    record Entry(EntityRef entity, SyncLink link) {}

    /** Returns the links to objects that are, or were last seen, in one of these lists; in one statement. */
    List<Entry> inLists(ConnectedAccount account, Collection<String> lists);

    /** Returns the links to these remote objects, whatever their state. */
    List<Entry> ofRemote(ConnectedAccount account, Collection<String> remoteIds);

    /**
     * Returns the entity that is, or was, linked to that remote object; if there are several, the one that is linked
     * now.
     */
    default Optional<EntityRef> owner(ConnectedAccount account, String remoteId) {
        List<Entry> known = ofRemote(account, List.of(remoteId));
        return known.stream()
                .filter(each -> known.size() == 1 || each.link().claims())
                .map(Entry::entity)
                .findFirst()
                .or(() -> former(account).stream()
                        .filter(each -> each.object().id().equals(remoteId))
                        .map(Former::entity)
                        .findFirst());
    }

    /** Returns the links of the card lists and of the lists that projects are. */
    Map<EntityRef, SyncLink> lists(ConnectedAccount account);

    /** Returns the name of a linked list for people; empty if the list is not linked. */
    default Optional<String> nameOfList(ConnectedAccount account, String list) {
        return lists(account).values().stream()
                .filter(SyncLink.Linked.class::isInstance)
                .map(SyncLink.Linked.class::cast)
                .filter(linked -> linked.remote().list().equals(list))
                .map(linked -> linked.base().title())
                .findFirst();
    }

    /** Returns the links that wait for the outcome of a create, in any list. */
    List<Entry> creating(ConnectedAccount account);

    /**
     * A number of links, with one of them as an example.
     *
     * @param reason the reason of the example, for people
     */
    record Sample(
            int count, @Nullable EntityRef one, @Nullable String reason) {
        public static final Sample NONE = new Sample(0, null, null);
    }

    /**
     * Returns the links whose content one side refuses or cannot read, without objects that are to be deleted in the
     * service.
     */
    Sample refused(ConnectedAccount account);

    /**
     * Returns the links whose remote content the ledger could not hold as it is; the reason begins with the field's
     * name.
     */
    Sample warned(ConnectedAccount account);

    /** Returns the number of linked objects of each list. */
    Map<String, Integer> linked(ConnectedAccount account);

    /** Returns the list of each project's card, by the project's id; also of cards that are about to be deleted. */
    Map<UUID, String> cards(ConnectedAccount account);

    void put(SyncLinkId link, SyncLink state);

    /** Stores each link as {@link #put} does, in one round trip. */
    void putAll(Map<SyncLinkId, SyncLink> states);

    /** A create that was given up without an answer: its object may still appear. */
    record GivenUp(EntityRef entity, CreateAttempt sending) {}

    /**
     * Returns all creates that were ever given up, oldest first. There are few: only a lost request or a person's
     * choice leads to one.
     */
    List<GivenUp> givenUp(ConnectedAccount account);

    /** Records a create that was given up; recording the same intent again changes nothing. */
    void giveUp(SyncLinkId link, UUID intent, CreateAttempt sending);

    /** An object to which an entity is no longer linked: it may be seen again. */
    record Former(EntityRef entity, RemoteRef object) {}

    /** Returns all former objects: one for each object that had to be created again. */
    List<Former> former(ConnectedAccount account);

    /** Records a former object; recording it again changes nothing. */
    void putFormer(SyncLinkId link, RemoteRef object);

    /** Returns the entities among these whose object others have made. */
    Set<EntityRef> foreign(ConnectedAccount account, Collection<EntityRef> entities);

    /** Records that others have made the object. */
    void putForeign(SyncLinkId link, RemoteRef object);

    /** Returns the notes of linked tasks, with their comments. */
    NoteLinks notes();

    /**
     * Returns for each list the number of units that the sync has deleted since then on either side, or was about to
     * delete.
     */
    Map<String, Integer> deletesSince(ConnectedAccount account, Instant since);

    /**
     * Records a delete. An entity counts once in a list, at its newest time; all deletes of one {@code unit} count as
     * one.
     */
    void putDelete(SyncLinkId link, String list, String unit, Instant at);

    /** The unlinked remote objects that could not be taken over or read. Plain rows, never events. */
    interface UnimportedObjects {

        /** Stands for the list of time entries, which are in no list. */
        String TIME = "time";

        /**
         * @param list the list of the object; for a list, the list itself
         * @param name the object's name in the service, or a description of the time entry; null if it cannot be read
         * @param since the time when the object was first left out, for any reason
         * @param dismissed true if a person wants no more reports of the object as long as the reason stays the same
         */
        record UnimportedObject(
                String list, String id, @Nullable String name, String reason, Instant since, boolean dismissed) {

            /** Returns a copy with the time and the dismissal of an earlier record of the object. */
            public UnimportedObject after(@Nullable UnimportedObject before) {
                return before == null
                        ? this
                        : new UnimportedObject(
                                list, id, name, reason, before.since, before.dismissed && before.reason.equals(reason));
            }
        }

        /** Returns the objects that no person has dismissed, the oldest first. */
        default List<UnimportedObject> told(ConnectedAccount account) {
            return all(account).stream().filter(each -> !each.dismissed()).toList();
        }

        /** Returns all objects, the oldest first. */
        List<UnimportedObject> all(ConnectedAccount account);

        /**
         * @param lists the lists that were read, or no longer exist: their earlier records are replaced
         * @param now the objects in these lists that are left out now
         */
        void keep(ConnectedAccount account, Set<String> lists, List<UnimportedObject> now);

        /** Dismisses an object; false if no such object is left out. */
        boolean dismiss(ConnectedAccount account, String id);
    }

    /** The lists that refuse the sync's writes at present; stored, so that all nodes know them, also after a restart. */
    interface ListClosures {

        /**
         * @param list the remote list; empty if no new list can be made in the account
         * @param adding true if only new content is refused
         * @param reason the reason in the remote's words
         * @param until the time at which one item is tried again
         * @param tries the failed tries so far
         * @param probe the entity that was tried last
         */
        record ListClosure(
                String list, boolean adding, String reason, Instant since, Instant until, int tries, EntityRef probe) {
            private static final Duration SOONEST = Duration.ofMinutes(10);

            public ListClosure until(Instant time) {
                return new ListClosure(list, adding, reason, since, time, tries, probe);
            }

            /** True if a try is due. A time beyond the longest wait was set before the clock was set back. */
            public boolean isDue(Instant now) {
                return !until.isAfter(now) || until.isAfter(now.plus(PendingWork.LONGEST_WAIT));
            }

            /** Returns the time until the next try. */
            public Duration left(Instant now) {
                Duration left = Duration.between(now, until);
                return left.isNegative() ? Duration.ZERO : left;
            }

            /** Returns the wait before the next try, after {@code tries} failures. */
            public static Duration wait(int tries) {
                Duration doubled = SOONEST.multipliedBy(1L << Math.min(tries - 1, 10));
                return doubled.compareTo(PendingWork.LONGEST_WAIT) < 0 ? doubled : PendingWork.LONGEST_WAIT;
            }
        }

        List<ListClosure> all(ConnectedAccount account);

        /** Replaces the closure of that list. */
        void close(ConnectedAccount account, ListClosure closure);

        void open(ConnectedAccount account, String list);
    }

    /**
     * The doubts that a single read cannot settle: the time since when an entity is not seen where it should be, or is seen
     * where it should not be. A second complete read, long enough after the first, settles the doubt. Plain rows, never
     * events.
     */
    interface SuspectedAbsences {
        /**
         * @param since the beginning of the first read that raised the doubt; the epoch if no list has to show the entity,
         *     so that no read misses it
         * @param seen the beginning of the last earlier complete read of the list where the entity should be, which showed
         *     it
         */
        record Suspicion(Instant since, Instant seen) {
            /** A doubt about an entity that is seen where it should not be. */
            public Suspicion(Instant since) {
                this(since, since);
            }

            /**
             * Returns a doubt about an entity that no list has to show: values written since {@code seen} are proved only
             * once a list shows them.
             */
            public static Suspicion unshown(Instant seen) {
                return new Suspicion(Instant.EPOCH, seen);
            }

            public boolean isMissed() {
                return since.isAfter(Instant.EPOCH);
            }

            /**
             * Returns the doubts as they are known now. A doubt dated in the future was raised before the clock was set
             * back: it counts from now on, and the last read that showed its entity counts as unknown.
             */
            public static Map<EntityRef, Suspicion> known(Map<EntityRef, Suspicion> doubts, Instant now) {
                Map<EntityRef, Suspicion> known = new HashMap<>();
                doubts.forEach((entity, doubt) -> known.put(
                        entity,
                        new Suspicion(
                                doubt.since().isAfter(now) ? now : doubt.since(),
                                doubt.seen().isAfter(now) ? Instant.EPOCH : doubt.seen())));
                return known;
            }
        }

        Map<EntityRef, Suspicion> all(ConnectedAccount account);

        /** Replaces the doubts; writes nothing if {@code now} equals {@code before}. */
        void keep(ConnectedAccount account, Map<EntityRef, Suspicion> before, Map<EntityRef, Suspicion> now);
    }
}
