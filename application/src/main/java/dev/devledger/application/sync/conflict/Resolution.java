package dev.devledger.application.sync.conflict;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.application.sync.record.StopReasons.MissingList;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
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
    /** The rule in a link's history for a base that a person's choice has changed. */
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

    /** Returns the meaning of the start in the service's dates. */
    Words.Starts starts() {
        return connector.words().starts();
    }

    Connector connector() {
        return connector;
    }

    Words words() {
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

    /** Removes fields that a list cannot hold in the service: only the ledger has them. */
    CanonicalChanges mapped(CanonicalChanges values) {
        return entity().kind() == EntityRef.Kind.LIST
                ? values.only(connector.capabilities().listHolds())
                : values;
    }

    /** Makes these values the base; does nothing if the entity is no longer linked. */
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
     * Updates the warnings of a field. Choosing the ledger's value, or another one, means the whole field: it is not a
     * part any more, and its warning stays only while it has a form; otherwise {@code taken} has the warnings.
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

    /** Deletes the object with everything others have put into it; does nothing if it is gone by now. */
    void deleteWithAll() {
        if (link() instanceof SyncLink.Linked || link() instanceof SyncLink.Deleting) {
            changes.send(new SyncCommand.DecideDelete(entry.link(), changes.at()));
        }
    }

    /** True if no other entity claims the object. */
    boolean isFree(RemoteRef object) {
        return links.ofRemote(account, List.of(object.id())).stream()
                .filter(each -> !each.entity().equals(entity()))
                .map(LinkBook.Entry::link)
                .noneMatch(SyncLink::claims);
    }

    /** Rejects an object of another entity, as both would overwrite each other (E14). */
    void requireFree(RemoteRef object) {
        if (!isFree(object)) {
            throw Rejection.invalid(
                    "value",
                    "is already linked to another project or task; first unlink that one, with \"local\" or"
                            + " \"detach\" in its own conflict, or choose another object");
        }
    }

    void linkTo(RemoteRef object, Canonical content) {
        changes.send(new SyncCommand.Link(entry.link(), object, content, changes.at()));
    }

    /**
     * Links the chosen object. For the result of a lost create the base is the sent content, so that later remote
     * changes are pulled; for another object there is no base, and the ledger's content is written.
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

    /** Links a new entity to that object, and marks it for the next cycle. */
    void linkNew(EntityRef entity, RemoteRef object, Canonical content) {
        changes.send(new SyncCommand.Link(account.link(entity), object, content, changes.at()));
        work.mark(account, List.of(entity));
    }

    /** Parts a new entity from that object; both stay as they are. */
    void partNew(EntityRef entity, RemoteRef object, Canonical content) {
        changes.send(new SyncCommand.Link(account.link(entity), object, content, changes.at()));
        changes.send(new SyncCommand.Part(account.link(entity), PARTED, changes.at()));
    }

    /** Closes the link, so that the object can be made again. */
    void close() {
        changes.send(new SyncCommand.Close(entry.link(), changes.at()));
    }

    /**
     * Closes the link; for a list also those of everything in it, whose values are no longer compared. Tasks that were
     * moved out of it locally since are no longer tasks of its project.
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
     * Closes value conflicts of objects that are made again with the ledger's values, as the earlier object's values
     * can no longer be chosen.
     */
    private void letGoOfValues(List<EntityRef> closed) {
        conflicts.standing(account, closed).stream()
                .filter(each -> each.dispute() instanceof Dispute.Values
                        && each.dispute().waits())
                .forEach(each -> changes.send(
                        new ConflictCommand.LetGo(each.id(), "its object was deleted in " + title(), changes.at())));
    }

    void stop(String reason) {
        changes.send(new SyncCommand.Stop(entry.link(), reason, changes.at()));
    }

    /** Parts both sides, which only a person links again. Sides without a link are linked first, to be parted. */
    void part(RemoteRef object, Canonical content) {
        if (isApart()) {
            linkTo(object, content);
        }
        changes.send(new SyncCommand.Part(entry.link(), PARTED, changes.at()));
    }

    /** True if there is no object to part it from. */
    boolean isApart() {
        return !(link() instanceof SyncLink.Linked
                || link() instanceof SyncLink.Detached
                || link() instanceof SyncLink.OutOfScope);
    }

    /** Marks it for the next cycle. */
    void mark() {
        if (!entity().holdsCards()) {
            work.mark(account, List.of(isProject() ? EntityRef.project(entity().id()) : entity()));
        }
    }

    /** Marks it for the next cycle, with all tasks of a project. */
    void markWithTasks() {
        mark();
        if (isProject()) {
            work.markTasksOf(account, entity().id());
        }
    }

    /** True for a project, which may be a card or a list; a card list is none. */
    private boolean isProject() {
        return entity().kind() != EntityRef.Kind.TASK && !entity().holdsCards();
    }
}
