package dev.devledger.application.sync.conflict;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Words;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.pull.NearestContent;
import dev.devledger.application.sync.record.StopReasons.GoneList;
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

/** A conflict being resolved: the change set that it is resolved in, and what can be put on record of its link. */
final class Resolution {
    /** What the history of a link says of a base that a person's choice has moved. */
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

    /** What the dates of the service say of the start. */
    Words.Starts starts() {
        return connector.words().starts();
    }

    Connector connector() {
        return connector;
    }

    Words words() {
        return connector.words();
    }

    /** The service's, as people write it. */
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

    /** Without what a list does not hold there: that is the ledger's alone. */
    CanonicalChanges mapped(CanonicalChanges values) {
        return entity().kind() == EntityRef.Kind.LIST
                ? values.only(connector.capabilities().listHolds())
                : values;
    }

    /** From now on both sides count as agreed on these values; nothing where they are not linked any more. */
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
     * Who has chosen for the ledger's value, or another one, means the whole of the field: it is a part no more, and still told
     * as long as it has a form; {@code taken} is else what there is.
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

    /** What there is to tell of what a linked one has taken. */
    void tell(EntityRef entity, NearestContent taken) {
        taken.record(changes, account.link(entity), title());
    }

    /** With whatever others have put into it; nothing where it is gone by now. */
    void deleteWithAll() {
        if (link() instanceof SyncLink.Linked || link() instanceof SyncLink.Deleting) {
            changes.send(new SyncCommand.DecideDelete(entry.link(), changes.at()));
        }
    }

    /** Whether it is no other entity's. */
    boolean isFree(RemoteRef object) {
        return links.ofRemote(account, List.of(object.id())).stream()
                .filter(each -> !each.entity().equals(entity()))
                .map(LinkBook.Entry::link)
                .noneMatch(SyncLink::claims);
    }

    /** Two entities that are one object would overwrite each other (E14). */
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
     * What a lost create has made is linked to what was sent, so that what was changed there since is taken over; of any
     * other nobody knows what both sides agreed on, and the ledger's is written there.
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

    /** That new entity is that object, and is looked at by the next cycle. */
    void linkNew(EntityRef entity, RemoteRef object, Canonical content) {
        changes.send(new SyncCommand.Link(account.link(entity), object, content, changes.at()));
        work.mark(account, List.of(entity));
    }

    /** That new entity and that object stay as they are, and apart. */
    void partNew(EntityRef entity, RemoteRef object, Canonical content) {
        changes.send(new SyncCommand.Link(account.link(entity), object, content, changes.at()));
        changes.send(new SyncCommand.Part(account.link(entity), PARTED, changes.at()));
    }

    /** It can be made again. */
    void close() {
        changes.send(new SyncCommand.Close(entry.link(), changes.at()));
    }

    /**
     * So can all that was in it, where it is a list; both sides are not compared any more. What was moved out of it here since
     * is none of its project's tasks.
     */
    void closeWithAllIn(RemoteRef object) {
        close();
        letGoOfValues(List.of(entity()));
        if (entity().kind() == EntityRef.Kind.LIST) {
            List<EntityRef> closed = new GoneList(account, links, object.list()).close(changes);
            letGoOfValues(closed);
            work.mark(account, closed);
        }
    }

    /** What is made again holds the ledger's values, and what the one before held is not to be chosen any more. */
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

    /** Only a person brings both together again. Where both were rid of each other they meet first, to be parted. */
    void part(RemoteRef object, Canonical content) {
        if (isApart()) {
            linkTo(object, content);
        }
        changes.send(new SyncCommand.Part(entry.link(), PARTED, changes.at()));
    }

    /** Whether there is no object that it could be parted from. */
    boolean isApart() {
        return !(link() instanceof SyncLink.Linked
                || link() instanceof SyncLink.Detached
                || link() instanceof SyncLink.OutOfScope);
    }

    /** The next cycle looks at it. */
    void mark() {
        if (!entity().holdsCards()) {
            work.mark(account, List.of(isProject() ? EntityRef.project(entity().id()) : entity()));
        }
    }

    /** The next cycle looks at it, and at all tasks of a project. */
    void markWithTasks() {
        mark();
        if (isProject()) {
            work.markTasksOf(account, entity().id());
        }
    }

    /** A project may be a card or a list; a list of the cards is none. */
    private boolean isProject() {
        return entity().kind() != EntityRef.Kind.TASK && !entity().holdsCards();
    }
}
