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
 * The newest state of each link, built from the links' events: the rows of {@code sync_links}, and of
 * {@code sync_given_up}, {@code sync_former_object}, {@code sync_foreign_object} and {@code sync_delete} what an earlier
 * state of theirs leaves open.
 */
public interface LinkBook {
    Optional<SyncLink> find(SyncLinkId link);

    /** Those of these that are there, in one statement. */
    Map<SyncLinkId, SyncLink> find(Set<SyncLinkId> wanted);

    /** Those that are there, in one statement. */
    Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities);

    /** Which of these remote ids some entity is linked to, or was. */
    Set<String> taken(ConnectedAccount account, Collection<String> remoteIds);

    /** A link with the entity that it is of. */
    record Entry(EntityRef entity, SyncLink link) {}

    /** Every link to something that is, or was last known to be, in one of these lists; in one statement. */
    List<Entry> inLists(ConnectedAccount account, Collection<String> lists);

    /** Every link to one of these remote objects, whatever its state. */
    List<Entry> ofRemote(ConnectedAccount account, Collection<String> remoteIds);

    /** Whose remote object that is, or was; of several, whose it is now. */
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

    /** The links of the card lists and of the lists that projects are. */
    Map<EntityRef, SyncLink> lists(ConnectedAccount account);

    /** What people call one of these; empty where it is not linked. */
    default Optional<String> nameOfList(ConnectedAccount account, String list) {
        return lists(account).values().stream()
                .filter(SyncLink.Linked.class::isInstance)
                .map(SyncLink.Linked.class::cast)
                .filter(linked -> linked.remote().list().equals(list))
                .map(linked -> linked.base().title())
                .findFirst();
    }

    /** Those that wait for the outcome of a create, in any list. */
    List<Entry> creating(ConnectedAccount account);

    /**
     * How many are so, and one of them.
     *
     * @param reason why that one is, for people
     */
    record Sample(
            int count, @Nullable EntityRef one, @Nullable String reason) {
        public static final Sample NONE = new Sample(0, null, null);
    }

    /** What one side does not take from the other, or cannot read; without what is not wanted in the service any more. */
    Sample refused(ConnectedAccount account);

    /** What the ledger could not take as it is in the service; the reason begins with the field. */
    Sample warned(ConnectedAccount account);

    /** How many objects of each list are linked. */
    Map<String, Integer> linked(ConnectedAccount account);

    /** In which list the card of each project is, by the project's id; those that are about to be deleted as well. */
    Map<UUID, String> cards(ConnectedAccount account);

    void put(SyncLinkId link, SyncLink state);

    /** As {@link #put} for each, in one round trip. */
    void putAll(Map<SyncLinkId, SyncLink> states);

    /** A create of that entity that was given up without an answer: what it made may still turn up. */
    record GivenUp(EntityRef entity, CreateAttempt sending) {}

    /** All that ever were, oldest first: few, as it takes a lost request or a person's word to give one up. */
    List<GivenUp> givenUp(ConnectedAccount account);

    /** The same intent once more changes nothing. */
    void giveUp(SyncLinkId link, UUID intent, CreateAttempt sending);

    /** What an entity was linked to once, and is no more: it may come back. */
    record Former(EntityRef entity, RemoteRef object) {}

    /** All that ever were; as many as had to be made again. */
    List<Former> former(ConnectedAccount account);

    /** The same object of the same entity once more changes nothing. */
    void putFormer(SyncLinkId link, RemoteRef object);

    /** Those of these whose object others have made at the remote. */
    Set<EntityRef> foreign(ConnectedAccount account, Collection<EntityRef> entities);

    /** It was not made there by the ledger. */
    void putForeign(SyncLinkId link, RemoteRef object);

    /** Which notes of linked tasks are which comments. */
    NoteBook notes();

    /** How many units of each list the sync has deleted since then, on either side, or was about to. */
    Map<String, Integer> deletesSince(ConnectedAccount account, Instant since);

    /** An entity counts once in a list, at its newest time; {@code unit} is what counts as one. */
    void putDelete(SyncLinkId link, String list, String unit, Instant at);
}
