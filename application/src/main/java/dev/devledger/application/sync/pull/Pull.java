package dev.devledger.application.sync.pull;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LogOnce;
import dev.devledger.application.sync.local.LedgerPorts;
import dev.devledger.application.sync.local.OpenConflicts;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.plan.Plan;
import dev.devledger.application.sync.plan.Planned;
import dev.devledger.application.sync.read.Observed;
import dev.devledger.application.sync.read.SyncedList;
import dev.devledger.application.sync.record.GoneList;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.CardWords;
import dev.devledger.domain.sync.link.Counted;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.task.TaskId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Takes over into the ledger what a full cycle found at the remote. Each entity is one transaction: what is changed in
 * the ledger, what both sides agree on from now on, and the conflicts that came of it. All of a cycle is one change set.
 */
public final class Pull {
    private static final Logger LOG = LoggerFactory.getLogger(Pull.class);

    /** So many in a row are not poison: the ledger is away, and each of them would wait for it. */
    private static final int AWAY = 10;

    private static final int LONGEST_NAME = 60;

    private static final SyncLink NOTHING = new SyncLink.None(null);

    private final LedgerPorts into;
    private final ConnectedAccount account;
    private final SyncSettings settings;
    private final LinkBook book;
    private final PendingWork work;
    private final UUID cycle;
    private final Provenance by;
    private final Provenance bookkeeper;
    private final List<EntityRef> toPush = new ArrayList<>();
    private final TouchedEntities known;

    private Map<EntityRef, Counted> counted = Map.of();
    private int pulled;
    private int conflicts;
    private boolean complete = true;
    private Set<EntityRef> waiting = Set.of();
    private int failedInARow;
    private final List<String> left = new ArrayList<>();
    private final LogOnce told;
    /** Whether something was moved here, and what is below it along with it. */
    private boolean moved;

    public Pull(
            LedgerPorts into,
            ConnectedAccount account,
            SyncSettings settings,
            LinkBook book,
            PendingWork work,
            LogOnce told,
            UUID cycle) {
        this.told = told;
        this.into = into;
        this.account = account;
        this.settings = settings;
        this.book = book;
        this.work = work;
        this.cycle = cycle;
        this.known = new TouchedEntities(account, book, into.projectQueries(), into.taskQueries());
        String name = account.connector();
        this.by = new Provenance(name, name, null, null, cycle.toString(), cycle.toString(), null);
        this.bookkeeper = new Provenance(name, "system", null, null, cycle.toString(), cycle.toString(), null);
    }

    /** How many entities were changed here. */
    public int pulled() {
        return pulled;
    }

    /** How many conflicts were raised. */
    public int conflicts() {
        return conflicts;
    }

    /** False where something is left to the next cycle. */
    public boolean complete() {
        return complete;
    }

    /**
     * @param deletes as what each of them goes on record
     * @param waiting what is marked, and is tried when its time comes
     */
    public void apply(Plan plan, Map<EntityRef, Counted> deletes, Set<EntityRef> waiting) {
        counted = deletes;
        this.waiting = waiting;
        known.load(plan.items());
        for (Planned item : plan.items()) {
            one(item, plan.conflicts());
        }
        if (!toPush.isEmpty()) {
            work.mark(account, toPush);
        }
    }

    /** What cannot be taken over waits, and the others go on: it comes first again in the next cycle. */
    private void one(Planned item, OpenConflicts standing) {
        try {
            try {
                apply(item, standing);
            } catch (Rejection e) {
                complete = false;
                if (e.code() == Rejection.Code.STALE) {
                    LOG.info("{} was changed in Devledger meanwhile, and is left to the next cycle", name(item));
                } else {
                    leave(item, e.detail(), Level.WARN, null);
                }
                refused(item, e);
            }
            failedInARow = 0;
        } catch (CycleStopped e) {
            throw e;
        } catch (RuntimeException e) {
            complete = false;
            leave(item, "unexpected error; the server's log has the reason", Level.ERROR, e);
            if (++failedInARow == AWAY) {
                throw e;
            }
        }
    }

    private void leave(Planned item, String reason, Level level, @Nullable RuntimeException failure) {
        String line = (name(item) + " is not pulled: " + reason).replaceAll("\\p{Cntrl}", " ");
        left.add(line);
        LOG.atLevel(told.isNew(line) ? level : Level.DEBUG).setCause(failure).log("{}", line);
    }

    /** What was not taken over, and why; null where there is nothing of the kind. */
    @Nullable
    public String left() {
        return left.isEmpty()
                ? null
                : left.getFirst() + (left.size() == 1 ? "" : "; and " + (left.size() - 1) + " more");
    }

    /** What the ledger's rules do not allow stays as it is on both sides, and is shown on its entity. */
    private void refused(Planned item, Rejection rejection) {
        EntityRef entity = item.entity();
        if (entity != null
                && rejection.code() == Rejection.Code.INVALID
                && book.find(account.link(entity)).orElse(null) instanceof SyncLink.Linked) {
            String reason = "what is in TickTick cannot be stored in Devledger: " + rejection.detail();
            write(changes -> changes.send(new SyncCommand.Refuse(account.link(entity), reason, changes.at())));
        }
    }

    private static String name(Planned item) {
        if (!(item instanceof Planned.Imported(var task))) {
            return String.valueOf(item.entity());
        }
        String title = task.content().title();
        int end = title.offsetByCodePoints(0, Math.min(LONGEST_NAME, title.codePointCount(0, title.length())));
        String shown = end < title.length() ? title.substring(0, end) + "…" : title;
        return "\"" + shown + "\" (" + task.ref().id() + ")";
    }

    private void apply(Planned item, OpenConflicts standing) {
        switch (item) {
            case Planned.Merged merged -> merged(merged, standing);
            case Planned.Returned back -> returned(back, standing);
            case Planned.Adopted adopted -> adopted(adopted, standing);
            case Planned.Imported imported -> imported(imported.remote());
            case Planned.Removed removed -> removed(removed);
            case Planned.ListEnded end -> ended(end, standing);
            case Planned.Revived revived -> revived(revived);
            case Planned.Asked asked -> asked(asked, standing);
            case Planned.Withdrawn answered -> answered(answered);
            case Planned.Accepted accepted ->
                link(accepted.entity(), id -> new SyncCommand.Acknowledge(id.link(), accepted.base(), id.at()));
            // A person has deleted it here as well: should it be back there, that is a question (E13) and no restore
            // (E12).
            case Planned.Closed closed -> link(closed.entity(), id -> new SyncCommand.Close(id.link(), id.at()));
            case Planned.OutOfScope left ->
                link(left.entity(), id -> new SyncCommand.LeaveScope(id.link(), left.reason(), id.at()));
            case Planned.Unreadable alone ->
                link(alone.entity(), id -> new SyncCommand.Refuse(id.link(), alone.reason(), id.at()));
            case Planned.ReadAgain again ->
                link(again.entity(), id -> new SyncCommand.Acknowledge(id.link(), again.base(), id.at()));
            case Planned.ListFound found -> {
                RemoteRef ref = new RemoteRef(found.list().id(), found.list().id());
                Canonical name = Canonical.list(CardWords.listName(found.list().name()));
                link(found.entity(), id -> new SyncCommand.Link(id.link(), ref, name, id.at()));
            }
            case Planned.ListRenamed renamed -> renamed(renamed, standing);
            case Planned.Pushed pushed -> {} // the narrow part of the cycle
        }
    }

    private record LinkAt(SyncLinkId link, Instant at) {}

    private void link(EntityRef entity, Function<LinkAt, SyncCommand> fact) {
        SyncLinkId id = account.link(entity);
        into.ledger()
                .write(
                        bookkeeper,
                        changes -> {
                            changes.send(fact.apply(new LinkAt(id, changes.at())));
                            return id;
                        },
                        any -> any);
    }

    private void write(Consumer<ChangeSet> work) {
        writeAndGet(changes -> {
            work.accept(changes);
            return changes.id();
        });
    }

    private <T> T writeAndGet(Function<ChangeSet, T> work) {
        return into.ledger().writeTo(cycle, by, work, any -> any).answer();
    }

    private void merged(Planned.Merged item, OpenConflicts standing) {
        ConflictUpdates raised = new ConflictUpdates(account.link(item.entity()), item.merge(), standing);
        RemoteRef ref = item.remote().ref();
        Optional<SyncLink> before = book.find(account.link(item.entity()));
        write(changes -> {
            edit(changes, item.entity(), item.version(), item.merge().pull(), item.moveTo());
            SyncLinkId link = account.link(item.entity());
            changes.send(new SyncCommand.MoveRemote(link, ref, changes.at()));
            changes.send(new SyncCommand.SeeRemoteChange(link, item.merge().base(), rules(item.merge()), changes.at()));
            raised.send(changes);
            markWith(item.entity(), item.merge());
        });
        boolean news = !raised.isEmpty()
                || !item.merge().pull().isEmpty()
                || !before.equals(book.find(account.link(item.entity())));
        if (news || !waiting.contains(item.entity())) { // else its time comes, and no sooner for being seen again
            concluded(item.entity(), item.merge(), raised);
        }
    }

    private void returned(Planned.Returned item, OpenConflicts standing) {
        ConflictUpdates raised = new ConflictUpdates(account.link(item.entity()), item.merge(), standing);
        write(changes -> {
            edit(changes, item.entity(), item.version(), item.merge().pull(), item.moveTo());
            changes.send(new SyncCommand.Link(
                    account.link(item.entity()),
                    item.remote().ref(),
                    item.merge().base(),
                    changes.at()));
            raised.send(changes);
            markWith(item.entity(), item.merge());
        });
        concluded(item.entity(), item.merge(), raised);
    }

    private void adopted(Planned.Adopted item, OpenConflicts standing) {
        ConflictUpdates raised = new ConflictUpdates(account.link(item.entity()), item.merge(), standing);
        write(changes -> {
            edit(changes, item.entity(), item.version(), item.merge().pull(), null);
            changes.send(new SyncCommand.Link(
                    account.link(item.entity()),
                    item.remote().ref(),
                    item.merge().base(),
                    changes.at()));
            raised.send(changes);
            markWith(item.entity(), item.merge());
        });
        known.know(item.remote().ref().id(), item.entity());
        concluded(item.entity(), item.merge(), raised);
    }

    private void concluded(EntityRef entity, Merge merge, ConflictUpdates raised) {
        conflicts += raised.count();
        if (!merge.pull().isEmpty()) {
            pulled++;
        }
        if (isPushed(merge)) {
            toPush.add(entity);
        }
    }

    /** Once it is taken over nothing else tells that it has to be pushed, should the cycle end before all is marked. */
    private void markWith(EntityRef entity, Merge merge) {
        if (isPushed(merge) && !waiting.contains(entity)) {
            work.mark(account, List.of(entity));
        }
    }

    /** A place there may be the place that it has here already, and still not the one where it belongs there. */
    private static boolean isPushed(Merge merge) {
        return !merge.push().isEmpty() || merge.pull().parent() != null || keepsItsZone(merge.pull());
    }

    /** A day without a zone there leaves the ledger its own, and where nothing else is taken over, nothing is changed here. */
    private static boolean keepsItsZone(CanonicalChanges pull) {
        Change<Dates> dates = pull.dates();
        return dates != null
                && dates.to() != null
                && isWithoutZone(dates.to().dueDate(), dates.to().timeZone());
    }

    private static boolean isWithoutZone(@Nullable When due, @Nullable ZoneId zone) {
        return due != null && zone == null;
    }

    private static List<SyncEvent.FieldRule> rules(Merge merge) {
        return merge.rows().entrySet().stream()
                .map(each ->
                        new SyncEvent.FieldRule(each.getKey(), each.getValue().code()))
                .toList();
    }

    private void edit(
            ChangeSet changes, EntityRef entity, long version, CanonicalChanges pull, Planned.@Nullable Place moveTo) {
        if (pull.isEmpty()) {
            return;
        }
        if (entity.kind() == EntityRef.Kind.TASK) {
            if (moveTo == null) {
                LedgerEdits.of(known.task(entity), pull).send(changes, into.tasks(), null, version);
                return;
            }
            // What it was below may have moved before it, and taken it along: its version says nothing then.
            LedgerEdits.of(known.taskNow(entity), pull).send(changes, into.tasks(), null, moved ? null : version);
            move(changes, entity, moveTo);
        } else {
            LedgerEdits.of(known.project(entity), pull).send(changes, into.projects(), null, version);
        }
    }

    private void move(ChangeSet changes, EntityRef task, Planned.Place to) {
        EntityRef parent = to.parent();
        into.tasks()
                .move(
                        changes,
                        task.id().toString(),
                        to.project().id().toString(),
                        parent == null ? null : parent.id().toString(),
                        null);
        known.moved();
        moved = true;
    }

    private void imported(RemoteTask task) {
        String parent = task.content().parent();
        String list = task.ref().list();
        Optional<EntityRef> above = known.owner(parent == null ? list : parent);
        if (above.isEmpty()) {
            complete = false; // what it is below is not in the ledger yet
            return;
        }
        EntityRef.Kind kind = above.get().holdsCards() ? EntityRef.Kind.PROJECT : EntityRef.Kind.TASK;
        Canonical content = CardWords.compared(kind, task.content(), list).withNamedItems();
        Planned.@Nullable Place place = kind == EntityRef.Kind.PROJECT ? null : place(above.get());
        EntityRef made = writeAndGet(changes -> {
            EntityRef entity = place == null
                    ? NewEntity.project(into.projects(), changes, content, settings.zone())
                    : NewEntity.task(into.tasks(), changes, content, place, settings.zone());
            changes.send(new SyncCommand.Link(account.link(entity), task.ref(), content, changes.at()));
            if (isWithoutZone(content.dueDate(), content.timeZone())) {
                work.mark(account, List.of(entity));
            }
            return entity;
        });
        known.made(task.ref().id(), made, place == null ? made : place.project());
        pulled++;
    }

    /** Tells where a list that was found a moment ago belongs, before it is linked. */
    public void know(SyncedList scope) {
        known.know(scope.list(), scope.owner());
    }

    private Planned.Place place(EntityRef above) {
        return switch (above.kind()) {
            case LIST, PROJECT -> new Planned.Place(EntityRef.project(above.id()), null);
            case TASK -> new Planned.Place(known.projectOf(above), above);
        };
    }

    /** What is below it goes with it here, as it has there; what has come below it since is for the next cycle. */
    private void removed(Planned.Removed item) {
        EntityRef entity = item.entity();
        List<EntityRef> with = into.goingWith(entity);
        if (!item.with().keySet().containsAll(with)) {
            complete = false;
            return;
        }
        write(changes -> {
            Map<TaskId, Long> seen = new HashMap<>();
            item.with().forEach((task, version) -> seen.put(new TaskId(task.id()), version));
            if (entity.kind() == EntityRef.Kind.TASK) {
                seen.put(new TaskId(entity.id()), item.version());
                into.tasks().deleteAsSeen(changes, entity.id().toString(), seen);
            } else {
                into.projects().deleteAsSeen(changes, entity.id().toString(), item.version(), seen);
            }
            Counted as = counted.getOrDefault(entity, Counted.ALONE);
            changes.send(new SyncCommand.LoseRemote(account.link(entity), as, changes.at()));
            // Nobody has asked for a delete of these there, should one of them be there still.
            for (Map.Entry<EntityRef, SyncLink> each :
                    book.findAll(account, with).entrySet()) {
                if (each.getValue() instanceof SyncLink.Linked) {
                    Counted along = as.equals(Counted.ALONE) ? Counted.as(entity.toString()) : as;
                    changes.send(new SyncCommand.LoseRemote(account.link(each.getKey()), along, changes.at()));
                }
            }
        });
        pulled++;
    }

    /** What could not be taken over keeps the list known, so that the next cycle sees it again. */
    private void ended(Planned.ListEnded item, OpenConflicts standing) {
        item.carried().forEach(each -> one(each, standing));
        boolean left = book.inLists(account, List.of(item.list())).stream()
                .anyMatch(
                        each -> each.entity().kind() != EntityRef.Kind.LIST && Observed.asLinked(each.link()) != null);
        if (left) {
            complete = false;
        } else if (Observed.asLinked(book.find(account.link(item.entity())).orElse(NOTHING)) != null) {
            link(item.entity(), id -> new SyncCommand.Close(id.link(), id.at()));
        }
    }

    /** What waited for the answer is due at once. */
    private void answered(Planned.Withdrawn item) {
        write(changes -> changes.send(new ConflictCommand.LetGo(item.question().id(), item.reason(), changes.at())));
        if (!item.entity().holdsCards()) {
            toPush.add(item.entity());
        }
    }

    private void revived(Planned.Revived item) {
        EntityRef entity = item.entity();
        write(changes -> {
            if (entity.kind() == EntityRef.Kind.TASK) {
                into.tasks().restore(changes, entity.id().toString(), null);
            } else {
                into.projects().restore(changes, entity.id().toString(), null);
            }
            changes.send(
                    new SyncCommand.Link(account.link(entity), item.remote().ref(), item.base(), changes.at()));
        });
        pulled++;
        complete = false; // what was changed there meanwhile is taken over by the next cycle
    }

    private void asked(Planned.Asked item, OpenConflicts standing) {
        SyncLinkId link = account.link(item.entity());
        ConflictUpdates raised = ConflictUpdates.of(link, item.dispute(), standing);
        if (raised.isEmpty()) {
            return;
        }
        write(changes -> {
            raised.send(changes);
            switch (item.dispute()) {
                case Dispute.DeletedHere gone -> linkAgain(link, gone, changes);
                case Dispute.DeletedThere gone -> {
                    changes.send(new SyncCommand.Part(
                            link, "it was deleted in TickTick, and changed later in Devledger", changes.at()));
                    if (item.entity().kind() == EntityRef.Kind.LIST) {
                        new GoneList(account, book, gone.object().list()).part(changes);
                    }
                }
                default -> {}
            }
        });
        conflicts += raised.count();
    }

    /** What a person chooses is done to what is linked; and a delete that has not come through is not to. */
    private void linkAgain(SyncLinkId link, Dispute.DeletedHere asked, ChangeSet changes) {
        switch (book.find(link).orElse(NOTHING)) {
            case SyncLink.Deleting deleting ->
                changes.send(new SyncCommand.Link(link, deleting.remote(), deleting.base(), changes.at()));
            case SyncLink.OutOfScope outside ->
                changes.send(new SyncCommand.Link(link, asked.object(), outside.base(), changes.at()));
            default -> {}
        }
    }

    private void renamed(Planned.ListRenamed item, OpenConflicts standing) {
        ConflictUpdates raised = new ConflictUpdates(account.link(item.entity()), item.merge(), standing);
        ProjectView project = known.project(EntityRef.project(item.entity().id()));
        write(changes -> {
            LedgerEdits.of(project, item.merge().pull()).send(changes, into.projects(), null, item.version());
            changes.send(new SyncCommand.SeeRemoteChange(
                    account.link(item.entity()), item.merge().base(), rules(item.merge()), changes.at()));
            raised.send(changes);
        });
        concluded(item.entity(), item.merge(), raised);
    }
}
