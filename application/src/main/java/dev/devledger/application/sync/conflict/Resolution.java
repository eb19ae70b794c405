package dev.devledger.application.sync.conflict;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.application.sync.record.SyncProjection.StopReasons.MissingList;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conflict being resolved: its change set, and the records of its link. */
final class Resolution {
    /** The rule that a link's history names if a person's choice has changed the base. */
    private static final String RULE = "resolve";

    private static final String PARTED = "a person left both sides as they are";

    private final ChangeSet changes;
    private final Connector connector;
    private final ConnectedAccount account;
    private final ConflictBook.Entry entry;
    private final ConflictBook conflicts;
    private final LinkBook links;
    private final PendingWork work;

    Resolution(
            ChangeSet changes,
            Connector connector,
            ConflictBook.Entry entry,
            ConflictBook conflicts,
            LinkBook links,
            PendingWork work) {
        this.changes = changes;
        this.connector = connector;
        this.account = connector.account();
        this.entry = entry;
        this.conflicts = conflicts;
        this.links = links;
        this.work = work;
    }

    ChangeSet changes() {
        return changes;
    }

    /** Returns the meaning of a start date in the service. */
    ContentTranslator.StartDateSupport starts() {
        return connector.words().starts();
    }

    Connector connector() {
        return connector;
    }

    ContentTranslator words() {
        return connector.words();
    }

    /** The service's name for people. */
    String title() {
        return connector.title();
    }

    EntityRef entity() {
        return entry.link().entity();
    }

    Dispute dispute() {
        return entry.dispute();
    }

    private SyncLink link() {
        return links.find(entry.link()).orElse(SyncLink.None.EVER);
    }

    /** Removes fields that a list in the service cannot hold, so that only the ledger has them. */
    CanonicalChanges mapped(CanonicalChanges values) {
        return entity().kind() == EntityRef.Kind.LIST
                ? values.only(connector.capabilities().listHolds())
                : values;
    }

    /** Takes these values into the base; does nothing if the entity is no longer linked. */
    void agreeOn(CanonicalChanges values) {
        if (link() instanceof SyncLink.Linked linked) {
            List<SyncEvent.FieldRule> rules = values.fields().stream()
                    .map(field -> new SyncEvent.FieldRule(field, RULE))
                    .toList();
            changes.send(
                    new SyncCommand.SeeRemoteChange(entry.link(), values.applyTo(linked.base()), rules, changes.at()));
        }
    }

    /**
     * Updates the warnings of a field. If the ledger's value or a given one was chosen, it counts as the whole value
     * and no longer as a part; its warning stays only while the field has a form. If the remote's value was chosen,
     * {@code taken} has the warnings.
     */
    void tell(CanonicalChanges.Field field, @Nullable NearestContent taken) {
        if (link() instanceof SyncLink.Linked linked) {
            List<SyncLink.Warning> whole = linked.warnings().stream()
                    .filter(each -> taken == null && each.field() == field)
                    .map(SyncLink.Warning::whole)
                    .toList();
            changes.send(new SyncCommand.Fit(entry.link(), Set.of(field), CanonicalChanges.NONE, whole, changes.at()));
            if (taken != null) {
                tell(entity(), taken);
            }
        }
    }

    /** Records the warnings of content that a linked entity has taken over. */
    void tell(EntityRef entity, NearestContent taken) {
        taken.record(changes, account.link(entity), title());
    }

    /** Deletes the object with everything that others have put into it; does nothing if the object is gone by now. */
    void deleteWithAll() {
        if (link() instanceof SyncLink.Linked || link() instanceof SyncLink.Deleting) {
            changes.send(new SyncCommand.DecideDelete(entry.link(), changes.at()));
        }
    }

    /** True if no other entity is linked to the object. */
    boolean isFree(RemoteRef object) {
        return links.ofRemote(account, List.of(object.id())).stream()
                .filter(each -> !each.entity().equals(entity()))
                .map(LinkBook.Entry::link)
                .noneMatch(SyncLink::claims);
    }

    /** Rejects an object that is linked to another entity: both entities would overwrite it in turn (E14). */
    void requireFree(RemoteRef object) {
        if (!isFree(object)) {
            throw Rejection.invalid(
                    "value",
                    "is already linked to another project or task; first unlink that one, with \"local\" or"
                            + " \"detach\" in its own conflict, or choose another object");
        }
    }

    void linkTo(RemoteRef object, CanonicalContent content) {
        changes.send(new SyncCommand.Link(entry.link(), object, content, changes.at()));
    }

    /**
     * Links the chosen object. If a lost create has made the object, the base is the sent content, so that later remote
     * changes are pulled. For any other object the base is its present content, so that the ledger's content is written
     * over it.
     */
    void linkToChosen(Dispute.Candidate chosen) {
        Optional<CreateAttempt> sent = link() instanceof SyncLink.Stopped ? lastGivenUp() : Optional.empty();
        RemoteRef object = new RemoteRef(
                sent.map(CreateAttempt::list).orElse(chosen.object().list()),
                chosen.object().id());
        linkTo(
                object,
                sent.map(each -> words().compared(
                                        entity().kind(), each.content().withStatus(RemoteStatus.OPEN), each.list()))
                        .orElse(chosen.content()));
    }

    private Optional<CreateAttempt> lastGivenUp() {
        return links.givenUp(account).reversed().stream()
                .filter(each -> each.entity().equals(entity()) && each.sending().ofTask())
                .map(LinkBook.GivenUp::sending)
                .findFirst();
    }

    /** Links a new entity to that object, and marks the entity for the next cycle. */
    void linkNew(EntityRef entity, RemoteRef object, CanonicalContent content) {
        changes.send(new SyncCommand.Link(account.link(entity), object, content, changes.at()));
        work.mark(account, List.of(entity));
    }

    /** Links a new entity to that object and parts them at once, so that both stay as they are. */
    void partNew(EntityRef entity, RemoteRef object, CanonicalContent content) {
        changes.send(new SyncCommand.Link(account.link(entity), object, content, changes.at()));
        changes.send(new SyncCommand.DetachUntilDecision(account.link(entity), PARTED, changes.at()));
    }

    /** Closes the link, so that the object can be made again. */
    void close() {
        changes.send(new SyncCommand.Close(entry.link(), changes.at()));
    }

    /**
     * Closes the link; for a list, also the links of everything in the list, whose values are no longer compared; also
     * of tasks that were moved to another project locally since.
     */
    void closeWithAllIn(RemoteRef object) {
        close();
        letGoOfValues(List.of(entity()));
        if (entity().kind() == EntityRef.Kind.LIST) {
            List<EntityRef> closed = new MissingList(account, links, object.list()).close(changes);
            letGoOfValues(closed);
            work.mark(account, closed);
        }
    }

    /**
     * Closes the value conflicts of entities whose objects are made again from the ledger: values of the earlier
     * objects can no longer be chosen.
     */
    private void letGoOfValues(List<EntityRef> closed) {
        conflicts.standing(account, closed).stream()
                .filter(each -> each.dispute() instanceof Dispute.FieldDispute
                        && each.dispute().waits())
                .forEach(each -> changes.send(
                        new ConflictCommand.LetGo(each.id(), "its object was deleted in " + title(), changes.at())));
    }

    void stop(String reason) {
        changes.send(new SyncCommand.Stop(entry.link(), reason, changes.at()));
    }

    /** Parts both sides, which only a person can link again. If they are not linked, links them first. */
    void part(RemoteRef object, CanonicalContent content) {
        if (isApart()) {
            linkTo(object, content);
        }
        changes.send(new SyncCommand.DetachUntilDecision(entry.link(), PARTED, changes.at()));
    }

    /** True if the entity has no object to part from. */
    boolean isApart() {
        return !(link() instanceof SyncLink.Linked
                || link() instanceof SyncLink.Detached
                || link() instanceof SyncLink.OutOfScope);
    }

    /** Marks the entity for the next cycle. */
    void mark() {
        if (!entity().holdsCards()) {
            work.mark(account, List.of(isProject() ? EntityRef.project(entity().id()) : entity()));
        }
    }

    /** Marks the entity for the next cycle; for a project, with all its tasks. */
    void markWithTasks() {
        mark();
        if (isProject()) {
            work.markTasksOf(account, entity().id());
        }
    }

    /** True for a project, whether it is a card or a list. A card list is no project. */
    private boolean isProject() {
        return entity().kind() != EntityRef.Kind.TASK && !entity().holdsCards();
    }
}
