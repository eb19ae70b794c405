package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Instant;
import java.util.Collection;
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
}
