package dev.devledger.application.sync.simulation;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.DeletedInADay;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryBook;
import dev.devledger.application.sync.memory.MemoryConflicts;
import dev.devledger.application.sync.memory.MemoryEntryLinkBook;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Notes;
import dev.devledger.application.sync.memory.ObservedChanges;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.Waiting;
import dev.devledger.application.sync.record.SyncProjection;
import dev.devledger.application.sync.record.SyncProjection.StopReasons;
import dev.devledger.application.sync.simulation.Testimony.Side;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Violations.Characters;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.conflict.Conflict.ConflictEvent;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.content.UnshownParts;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a world must keep at each step, and those that hold once people have stopped and everything has
 * settled (docs/sync-design.md, section 9).
 */
public final class Invariants {
    /** More sendings than this are no short failure, but a write that is repeated for ever. */
    private static final int MOST_SENT = 8;

    private final World world;
    private final Testimony testimony;
    private final AskedDeletes deletes;
    private final Shown shown;
    private final ObservedChanges observed;
    private final DeletedInADay deleted;
    private final Notes notes;
    private Waiting waiting = new Waiting(List.of());
    private int read;
    private Instant cycleBegan = Instant.EPOCH;
    private int cycles;

    Invariants(World world, Testimony testimony) {
        this.world = world;
        this.testimony = testimony;
        this.deletes = new AskedDeletes(world, world::wanted);
        this.shown = new Shown(world);
        this.observed = new ObservedChanges(world);
        this.deleted = new DeletedInADay(world);
        this.notes = new Notes(world);
    }

    /** A broken invariant; an error, as no code of the sync may catch it. */
    public static final class Broken extends Error {
        private static final long serialVersionUID = 1L;

        private final String invariant;

        public Broken(String invariant, String what) {
            super(invariant + ": " + what);
            this.invariant = invariant;
        }

        /** Returns the name of the invariant. */
        String invariant() {
            return invariant;
        }
    }

    private static void broken(String invariant, String what) {
        throw new Broken(invariant, what);
    }

    // At each step.

    void cycleBegins() {
        cycleBegan = world.clock.instant();
        world.remote.cycleBegins(gotToItsEnd());
        cycles = world.cycles.size();
        shown.begin();
        notes.written();
    }

    /** True if the previous cycle got to its end. */
    private boolean gotToItsEnd() {
        return world.cycles.size() > cycles && world.cycles.getLast().error() == null;
    }

    /** Notes that others have acted while a cycle runs. */
    void meanwhile() {
        shown.look();
        observed.look();
        notes.written();
    }

    /** Requires that only the node with the lease makes calls (docs/sync-design.md, section 9, I16). */
    void called(MemoryRemote.Call call) {
        if (!world.lease.isHeld()) {
            broken("I16", call + " by a node that does not have the lease");
        }
        observed.look();
    }

    /** Something may have happened there. */
    void look() {
        observed.look();
    }

    /** The sync was at work until now, and nobody else since it began or since others have done something. */
    void worked() {
        observed.look();
        if (Rule.I17.isOn()) {
            notes.look();
        }
    }

    /** Notes that a person has approved the held writes. */
    void approved(PendingApprovals.PendingPlan held) {
        deleted.approved(held);
    }

    void eachStep() {
        linksAreOneToOne();
        nothingIsBelowItself();
        for (LedgerEvent event : world.ledger.eventsFrom(read)) {
            read++;
            if (!world.concerns(event)) {
                continue;
            }
            deletes.here(event, cycleBegan);
            isAllowed(event);
            shown.written(event);
            if (Rule.I11.isOn()) {
                observed.written(event);
            }
            if (Rule.I6.isOn()) {
                deleted.written(event);
            }
        }
    }

    /** What was stored before there was that rule is read all the same; what is new keeps to it (I20). */
    private static void isAllowed(LedgerEvent event) {
        Stream<@Nullable When> dates =
                switch (event.payload()) {
                    case TaskEvent.Created e -> dates(e.details().schedule());
                    case TaskEvent.Edited e ->
                        Stream.of(
                                to(e.changes().get(TaskDetails.START_DATE)),
                                to(e.changes().get(TaskDetails.DUE_DATE)));
                    case ProjectEvent.Created e -> dates(e.details().schedule());
                    case ProjectEvent.Edited e ->
                        Stream.of(
                                to(e.changes().get(ProjectDetails.START_DATE)),
                                to(e.changes().get(ProjectDetails.DUE_DATE)));
                    default -> Stream.of();
                };
        dates.filter(Objects::nonNull).filter(each -> !When.isAllowed(each)).forEach(each -> {
            broken("I20", "there is a date that the ledger takes from nobody, " + each);
        });
    }

    private static Stream<@Nullable When> dates(Schedule schedule) {
        return Stream.of(schedule.startDate(), schedule.dueDate());
    }

    private static @Nullable When to(@Nullable Change<When> change) {
        return change == null ? null : change.to();
    }

    private void linksAreOneToOne() {
        Set<String> ids = new HashSet<>();
        for (LinkBook.Entry entry : world.book.all()) {
            if (Rule.SENT.isOn()
                    && entry.link() instanceof SyncLink.Linked linked
                    && linked.sent().size() > MOST_SENT) {
                broken("sent", entry.entity() + " remembers " + linked.sent().size() + " writes");
            }
            if (entry.link() instanceof SyncLink.Linked linked
                    && entry.entity().kind() != Kind.LIST
                    && world.remote.byId(linked.remote().id()).isEmpty()) {
                broken("I3", entry.entity() + " is linked to what never was there, " + linked.remote());
            }
            if (entry.link() instanceof SyncLink.Linked linked
                    && !ids.add(
                            entry.entity().kind() == Kind.LIST
                                    ? "list " + linked.remote().id()
                                    : linked.remote().id())) {
                broken("I3", linked.remote() + " is linked twice");
            }
        }
    }

    /** No person can do that in the app, and what it would show of it nobody knows. */
    private void nothingIsBelowItself() {
        for (Card card : world.remote.live()) {
            Set<String> above = new HashSet<>(Set.of(card.id));
            String parent = card.content.parent();
            while (parent != null) {
                if (!above.add(parent)) {
                    broken("I3", card.content.title() + " is below itself there");
                }
                parent = world.remote
                        .byId(parent)
                        .map(each -> each.content.parent())
                        .orElse(null);
            }
        }
    }

    // Once all has settled.

    void settled() {
        waiting = new Waiting(world.ledger.events());
        for (LinkBook.Entry entry : world.book.all()) {
            agree(entry.entity(), entry.link());
        }
        nothingIsLeftOut();
        nothingIsCutThere();
        nothingIsDoubled();
        whatIsThereComes();
        whatIsLeftIsTold();
        nothingIsLost();
        new CommentsMeet(world).settled();
        whatIsWaitedForIsThere();
        whatIsWaitedForIsHere();
        if (Rule.WORDS.isOn()) {
            nobodyElseWrote();
        }
        if (Rule.WAITS.isOn()) {
            new Waits(world, waiting).endAtSomeone();
        }
        conflictsAreTrue();
        theLinksCanBeRebuilt();
    }

    /** What is true of a service whose ledger has others as well: what waits there ends at someone. */
    void nothingWaitsForNobody() {
        waiting = new Waiting(
                world.ledger.events().stream().filter(world::concerns).toList());
        new Waits(world, waiting).endAtSomeone();
    }

    private @Nullable DesiredObject wanted(EntityRef entity) {
        return world.wanted(entity);
    }

    /** Each line of a text was written by somebody as it is. */
    private void nobodyElseWrote() {
        world.tree
                .projects()
                .forEach(id -> requireWritten(
                        world.projectView(EntityRef.project(id.value())).description()));
        world.tree
                .tasks()
                .forEach(id -> requireWritten(
                        world.taskView(EntityRef.task(id.value())).description()));
    }

    private void requireWritten(@Nullable String text) {
        if (text != null && !testimony.lines().containsAll(List.of(text.split("\n", -1)))) {
            broken("I2", "nobody has written " + text.replace("\r", "\\r").replace("\n", "\\n"));
        }
    }

    private void agree(EntityRef entity, SyncLink link) {
        boolean unresolved =
                (link instanceof SyncLink.Creating && !isForNobody(entity)) || link instanceof SyncLink.Deleting;
        if (unresolved
                && !hasWaitingAncestor(entity)
                && !listWaits(entity, link)
                && !holdsWhatWaits(entity, link)
                && !new MovedIn(world).isSaidOf(entity, link)) {
            broken("I14", name(entity) + " is still " + link + ", " + world.work.reason(entity));
        }
        if (entity.kind() == Kind.LIST || !(link instanceof SyncLink.Linked linked) || waiting.asWhole(entity)) {
            return;
        }
        for (EntityRef each = entity; each != null; each = above(each)) {
            if (isHeld(each)) {
                return;
            }
        }
        if (listWaits(entity, link)) {
            return; // what becomes of all that is in it waits for the same word
        }
        Card card = card(linked);
        EntityRef above = wanted(entity) instanceof DesiredObject.Present below ? below.parent() : null;
        boolean aboveWaits = above != null
                && (hasWaitingAncestor(above)
                        || (world.link(above) instanceof SyncLink.Linked there && isElsewhere(there)));
        if (aboveWaits && !isAtHome(above)) {
            return; // it cannot go where it should be, and is written there as a whole or not at all
        }
        if (!(wanted(entity) instanceof DesiredObject.Present present)) {
            boolean held = String.valueOf(world.work.reason(entity)).contains("GET /api/sync/approvals"); // I6
            boolean waits = held || !waiting.fields(entity).isEmpty();
            if (!waits && !hasWaitingAncestor(entity) && !hasWaitingBelow(card)) {
                broken(
                        "I1",
                        name(entity) + " is linked and not wanted there: " + wanted(entity) + ", link " + linked
                                + ", waits " + world.work.reason(entity));
            }
            return;
        }
        boolean open = card.content.status() == RemoteStatus.OPEN;
        boolean expected = linked.base().status() != RemoteStatus.COMPLETED
                && linked.base().status() != RemoteStatus.ABANDONED;
        // Whether a list has to show it is what a person is asked: a finished one is missed nowhere.
        boolean asked = waiting.fields(entity).contains(Field.STATUS);
        // Finished there below what is deleted here, and deleted after that: its id says finished, and the status tells
        // that this is not taken over.
        boolean told = !open && world.isNotTakenOver(entity);
        if (card.deleted && expected && !asked && !told && !hasWaitingElsewhere(entity)) {
            broken("I1", name(entity) + " is linked to a deleted card, " + linked);
        }
        boolean read = world.book.lists(world.account).values().stream()
                .filter(list -> !(list instanceof SyncLink.Detached)) // it is kept in step no more
                .map(SyncLink::object)
                .anyMatch(list -> list != null && list.id().equals(card.list));
        if (card.deleted || ((!expected || asked) && !read)) {
            return; // a finished one is missed nowhere, wherever it goes
        }
        if (!expected && card.content.status() == RemoteStatus.ABANDONED) {
            // Reopened and abandoned between two reads: no list shows it in between, and none has abandoned ones
            // (docs/ticktick.md, section 10). Its id would tell, but there is no reason to ask for it, unless the
            // ledger has changed it.
            requireNothingPending(entity, linked, present);
            return;
        }
        // Of a date that says nothing there the last one that was agreed on stays.
        CanonicalContent there = UnshownParts.NONE.dated(
                world.connector.words().compared(entity.kind(), card.content, card.list), linked.base());
        boolean restored = card.restoredAt.isAfter(card.finishedAt);
        if (!open && restored && !card.claimed.isEmpty()) {
            return; // a write was answered as done while it was deleted, and no list shows that it is back
        }
        CanonicalContent here = linked.inTheirForm(
                world.connector.words().compared(entity.kind(), present.below(parent(present)), card.list));
        Set<Field> apart = CanonicalChanges.between(there, here).fields();
        if (waitsForWhatWaits(there)) {
            apart.remove(Field.BLOCKED_BY);
        }
        apart.removeAll(waiting.fields(entity));
        if (!open) {
            apart.remove(Field.PARENT); // nor is it seen where its parent takes it
        }
        if (isBelowWhatIsNotHere(card) || isInListOfWhatIsDeletedHere(card)) {
            return;
        }
        if (linked.refusal() != null) {
            return; // one side does not take the other's value, and says so
        }
        if (!apart.isEmpty()) {
            broken(
                    "I1",
                    name(entity) + " differs in " + apart + ": here " + present + ", there " + there + ", link "
                            + linked + ", waits " + world.work.reason(entity));
        }
        CanonicalContent agreed = linked.base()
                .withBlockedBy(world.connector
                        .words()
                        .compared(entity.kind(), linked.base(), card.list)
                        .blockedBy()); // of those that are linked no more nobody is told
        Set<Field> base = CanonicalChanges.between(agreed, there).fields();
        base.removeAll(waiting.fields(entity));
        if (!open) {
            base.remove(Field.PARENT);
        }
        if (!base.isEmpty()) {
            broken("I1", name(entity) + " is not what was agreed in " + base);
        }
    }

    /** There it waits for something that is deleted here, and of which a person is asked: it goes with that. */
    private boolean waitsForWhatWaits(CanonicalContent there) {
        return there.blockedBy().stream()
                .flatMap(id -> world.book.ofRemote(world.account, Set.of(id)).stream())
                .anyMatch(each -> !(wanted(each.entity()) instanceof DesiredObject.Present)
                        || waiting.asWhole(each.entity())
                        || hasWaitingAncestor(each.entity()));
    }

    /**
     * A list goes once what is in it has gone: what a person is asked about, or has left there, keeps it, and so does what is to
     * go to a list that a person is asked about.
     */
    private boolean holdsWhatWaits(EntityRef entity, SyncLink link) {
        RemoteRef list = link.object();
        return entity.kind() == Kind.LIST
                && list != null
                && world.book.inLists(world.account, Set.of(list.id())).stream()
                        .filter(each -> each.entity().kind() != Kind.LIST)
                        .anyMatch(each -> each.link() instanceof SyncLink.Detached
                                || waiting.any(each.entity())
                                || listWaits(each.entity(), each.link()));
    }

    /** A person is asked about the list that it is in, or where it should be, or has decided that it is left out. */
    private boolean listWaits(EntityRef entity, SyncLink link) {
        Set<EntityRef> lists = new HashSet<>();
        if (wanted(entity) instanceof DesiredObject.Present present) {
            lists.add(present.home().list());
        }
        RemoteRef object = link.object();
        String is = link instanceof SyncLink.Creating creating ? creating.list() : object == null ? "" : object.list();
        world.book.lists(world.account).forEach((list, known) -> {
            RemoteRef there = known.object();
            if (there != null && there.id().equals(is)) {
                lists.add(list);
            }
        });
        return lists.stream()
                .anyMatch(list -> waiting.asWhole(list)
                        || isHeld(list)
                        || world.link(list) instanceof SyncLink.Detached // it is kept in step no more
                        || (world.link(list) instanceof SyncLink.Stopped stopped && StopReasons.isLeftOut(stopped))
                        || endWaits(list));
    }

    /**
     * It was deleted there, and stays known for what was in it, of which a person is asked; whoever has agreed to some of it
     * is asked about the rest alone.
     */
    private boolean endWaits(EntityRef list) {
        RemoteRef object = world.link(list).object();
        return object != null
                && world.remote.allLists().stream().noneMatch(each -> each.id().equals(object.id()))
                && (world.holds.list(world.account).stream()
                                .anyMatch(each -> each.scope().equals(object.id()))
                        || world.book.inLists(world.account, Set.of(object.id())).stream()
                                .anyMatch(each -> waiting.asWhole(each.entity())));
    }

    /** A card list into which no card is to go by now: whether it was made is asked with the next one. */
    private boolean isForNobody(EntityRef list) {
        return list.holdsCards()
                && all().stream()
                        .noneMatch(each -> wanted(each) instanceof DesiredObject.Present present
                                && present.home().list().equals(list));
    }

    private Card card(SyncLink.Linked linked) {
        return world.remote.byId(linked.remote().id()).orElseThrow();
    }

    private boolean isAtHome(EntityRef entity) {
        return wanted(entity) instanceof DesiredObject.Present present
                && world.link(entity) instanceof SyncLink.Linked linked
                && world.link(present.home().list()) instanceof SyncLink.Linked home
                && home.remote().id().equals(linked.remote().list())
                && !isElsewhere(linked);
    }

    /** A finished one that somebody has moved away is missed nowhere, and nothing can be put below it. */
    private boolean isElsewhere(SyncLink.Linked linked) {
        return world.remote
                .byId(linked.remote().id())
                .filter(card -> card.list.equals(linked.remote().list()))
                .isEmpty();
    }

    private void requireNothingPending(EntityRef entity, SyncLink.Linked linked, DesiredObject.Present present) {
        CanonicalContent here = world.connector
                .words()
                .compared(
                        entity.kind(),
                        present.below(parent(present)),
                        linked.remote().list());
        CanonicalContent agreed =
                world.connector.words().compared(entity.kind(), linked).base();
        Set<Field> apart =
                CanonicalChanges.between(agreed, linked.inTheirForm(here)).fields();
        if (waitsForWhatWaits(agreed)) {
            apart.remove(Field.BLOCKED_BY);
        }
        apart.removeAll(waiting.fields(entity));
        apart.remove(Field.PARENT);
        boolean waits = linked.refusal() != null || isBelowWhatIsNotHere(card(linked)) || world.work.marked(entity);
        if (!apart.isEmpty() && !waits) {
            broken("I1", name(entity) + " was changed here in " + apart + ", and is not as its base " + linked.base());
        }
    }

    /** There, somebody put it below something that is deleted here, or that waits for a person. */
    private boolean isBelowWhatIsNotHere(Card card) {
        return card.content.parent() != null
                && world.book.ofRemote(world.account, Set.of(card.content.parent())).stream()
                        .anyMatch(entry -> !(entry.link() instanceof SyncLink.Linked)
                                || !(wanted(entry.entity()) instanceof DesiredObject.Present)
                                || hasWaitingAncestor(entry.entity()));
    }

    /** There, somebody put it into the list of a project that is deleted here, and that stays for what is in it. */
    private boolean isInListOfWhatIsDeletedHere(Card card) {
        return world.book.lists(world.account).entrySet().stream()
                .filter(each -> !each.getKey().equals(EntityRef.CARDS))
                .filter(each -> each.getValue() instanceof SyncLink.Linked linked
                        && linked.remote().id().equals(card.list))
                .anyMatch(each -> wanted(each.getKey()) instanceof DesiredObject.Gone);
    }

    private @Nullable String parent(DesiredObject.Present present) {
        EntityRef above = present.parent();
        RemoteRef remote = above == null ? null : world.link(above).object();
        return remote == null ? null : remote.id();
    }

    /** What is below something that waits for a person may wait with it. */
    private boolean hasWaitingAncestor(EntityRef entity) {
        for (EntityRef each = entity; each != null; each = above(each)) {
            if (waiting.asWhole(each)
                    || waiting.asWhole(EntityRef.list(each.id()))
                    || isHeld(each)
                    || world.isNotTakenOver(each)) {
                return true;
            }
            SyncLink link = world.link(each);
            if (!each.equals(entity) && listWaits(each, link)) {
                return true; // and so does what is to go below it
            }
            if (link instanceof SyncLink.OutOfScope
                    || (link instanceof SyncLink.Stopped stopped
                            && (StopReasons.isOfAPerson(stopped) || !Rule.STOPPED.isOn()))
                    || link instanceof SyncLink.Detached
                    || (link instanceof SyncLink.None none && none.refusal() != null)
                    || (link instanceof SyncLink.Linked linked && linked.refusal() != null)) {
                return true;
            }
        }
        return false;
    }

    /** True if a guard holds the entity until a person approves (docs/sync-design.md, section 9, I6). */
    private boolean isHeld(EntityRef entity) {
        return world.holds.list(world.account).stream()
                        .anyMatch(each -> each.guard().equals(PendingApprovals.FIRST_LINK))
                || world.holds.list(world.account).stream()
                        .flatMap(each -> each.operations().stream())
                        .anyMatch(each -> entity.equals(each.entity())
                                || EntityRef.list(entity.id()).equals(each.entity()));
    }

    /** What stays anywhere below it, such as by a conflict, keeps it there. */
    private boolean hasWaitingBelow(Card card) {
        return world.remote.everything().stream()
                .filter(each -> card.id.equals(each.content.parent()))
                .anyMatch(each -> hasWaitingBelow(each)
                        || waiting.asksAbout(each.id) // also where it has gone since
                        || isLeft(each.id)
                        || (!each.deleted
                                && world.book.ofRemote(world.account, Set.of(each.id)).stream()
                                        .anyMatch(this::isWaiting)));
    }

    /** What is below it here stands there below what waits for a person, and is not taken from there before. */
    private boolean hasWaitingElsewhere(EntityRef entity) {
        return world.tree.tasks().stream()
                .map(id -> EntityRef.task(id.value()))
                .filter(each -> entity.equals(above(each)))
                .anyMatch(each -> hasWaitingElsewhere(each)
                        || world.isNotTakenOver(each)
                        || (world.link(each) instanceof SyncLink.Linked linked && isBelowWhatIsNotHere(card(linked))));
    }

    private boolean isWaiting(LinkBook.Entry entry) {
        return waiting.any(entry.entity())
                || world.isNotTakenOver(entry.entity())
                || hasWaitingAncestor(entry.entity())
                || !(entry.link() instanceof SyncLink.Linked);
    }

    /** A list that is to go waits for its project's card, which the tasks go below. */
    private @Nullable EntityRef above(EntityRef entity) {
        if (entity.kind() != Kind.TASK) {
            boolean isList = entity.kind() == Kind.LIST && !entity.holdsCards();
            return isList ? EntityRef.project(entity.id()) : null;
        }
        var task = world.taskView(entity);
        return task.parentId() != null ? EntityRef.task(task.parentId()) : EntityRef.project(task.projectId());
    }

    /** Nobody types the sign that the ledger cuts with; what never had the longer title there may have it. */
    private void nothingIsCutThere() {
        for (Card card : world.remote.live()) {
            String title = card.content.title();
            boolean cut = title.endsWith("…") || title.contains("\uFFFD") || title.equals(NearestValues.UNTITLED);
            if (cut && card.isShortenedTo(title)) {
                broken("I2", "there a title was written over by what stands for it here: " + title);
            }
            if (card.content.description().endsWith("…") && !card.wasDescribedAs(card.content.description())) {
                broken("I2", "there a text was written over by what stands for it here, of " + title);
            }
        }
    }

    private void nothingIsLeftOut() {
        for (EntityRef entity : all()) {
            if (wanted(entity) instanceof DesiredObject.Present
                    && !(world.link(entity) instanceof SyncLink.Linked)
                    && !hasWaitingAncestor(entity)
                    && !listWaits(entity, world.link(entity))) {
                broken("I14", name(entity) + " is not there: " + world.link(entity) + ", " + world.work.reason(entity));
            }
        }
    }

    /**
     * What is open in a list that is kept in step is known here, or people can look at it among what is left. What is below
     * something that is not known comes with that, and not below what was finished before anybody saw it.
     */
    private void whatIsThereComes() {
        if (world.holds.list(world.account).stream()
                .anyMatch(each -> each.guard().equals(PendingApprovals.FIRST_LINK))) {
            return;
        }
        Set<String> lists = world.book.lists(world.account).entrySet().stream()
                .filter(each -> each.getValue() instanceof SyncLink.Linked && !hasWaitingAncestor(each.getKey()))
                .map(each -> Objects.requireNonNull(each.getValue().object()).id())
                .collect(Collectors.toSet());
        for (Card card : world.remote.live()) {
            boolean comes = card.content.status() == RemoteStatus.OPEN
                    && lists.contains(card.list)
                    && !card.isTwin()
                    && (card.content.parent() == null || isKnown(card.content.parent()))
                    && !isBelowWhatIsNotHere(card);
            if (comes && !isLeft(card.id) && !waiting.asksAbout(card.id) && !isKnown(card.id)) {
                broken("I14", card.content.title() + " (" + card.id + ") is there, and neither here nor left out");
            }
        }
    }

    /** A person has said that it is left out, or can look at why it is. */
    private boolean isLeft(String object) {
        return world.holds.leftOut(world.account).contains(object)
                || world.left.all(world.account).stream()
                        .anyMatch(each -> each.id().equals(object));
    }

    private boolean isKnown(String object) {
        return !world.book.ofRemote(world.account, Set.of(object)).isEmpty();
    }

    /** Why a look is not complete it says itself, and where the next one comes to the same, so does the status. */
    private void whatIsLeftIsTold() {
        List<Cycles.Cycle> looks =
                world.cycles.stream().filter(each -> each.kind().equals("full")).toList();
        List<Cycles.Cycle> last = looks.subList(Math.max(0, looks.size() - 2), looks.size());
        if (last.stream().anyMatch(each -> !each.complete() && each.error() == null)) {
            broken("I21", "a cycle was not complete, and does not say why");
        }
        boolean isLeft =
                last.stream().allMatch(each -> String.valueOf(each.error()).contains("is not pulled"));
        if (!last.isEmpty() && isLeft && world.runner.status().message() == null) {
            broken("I21", "the status does not tell that " + last.getLast().error());
        }
    }

    /**
     * A name that somebody gave once stands once, on either side, unless somebody was asked about its entity. Of two that it
     * had one after the other, and that somebody has both restored, each is asked about, whatever it is called here by now.
     * Several tasks may be given nothing but blanks there, which are no names.
     */
    private void nothingIsDoubled() {
        Set<String> disputed = new HashSet<>(Set.of(NearestValues.UNTITLED));
        world.conflicts.all().stream()
                .filter(each -> !(each.dispute() instanceof Dispute.FieldDispute))
                .map(each -> each.link().entity())
                .forEach(entity -> {
                    disputed.add(name(entity));
                    if (world.link(entity) instanceof SyncLink.Linked linked) {
                        disputed.add(linked.base().title()); // as it is there, where a new name waits
                    }
                });
        Set<EntityRef> copies = copies();
        Map<String, Long> there = world.remote.live().stream()
                .filter(card -> Characters.hasVisible(card.content.title())
                        && !card.isTwin()
                        && !isOf(copies, card)
                        && !waiting.asksAbout(card.id)
                        && !isRestoredWhereNobodyReads(card))
                .collect(Collectors.groupingBy(card -> card.content.title(), Collectors.counting()));
        there.forEach((title, count) -> {
            if (count > 1 && !disputed.contains(title)) {
                broken("I4", title + " is there " + count + " times");
            }
        });
        Map<String, Long> here = all().stream()
                .filter(entity -> !isDeletedHere(entity) && !copies.contains(entity))
                .map(this::name)
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        here.forEach((title, count) -> {
            if (count > 1 && !disputed.contains(title)) {
                broken("I4", title + " is here " + count + " times");
            }
        });
    }

    /** Deleted on both sides, restored on both, and there in a list that nobody reads: it is made there once more. */
    private boolean isRestoredWhereNobodyReads(Card card) {
        return card.restoredAt.isAfter(Instant.EPOCH)
                && world.book.lists(world.account).values().stream()
                        .noneMatch(link -> link instanceof SyncLink.Linked linked
                                && linked.remote().id().equals(card.list));
    }

    /** Deleted there and restored here, a copy is made again by the sync. */
    private boolean isOf(Set<EntityRef> entities, Card card) {
        return world.book.ofRemote(world.account, Set.of(card.id)).stream()
                .anyMatch(each -> each.link().claims() && entities.contains(each.entity()));
    }

    /** What a person has duplicated is there twice because of that. */
    private Set<EntityRef> copies() {
        Set<EntityRef> copies = new HashSet<>();
        for (LedgerEvent event : world.ledger.events()) {
            if (event.payload() instanceof SyncEvent.Linked linked
                    && world.remote
                            .byId(linked.remote().id())
                            .filter(Card::isTwin)
                            .isPresent()) {
                copies.add(linked.link().entity());
            }
        }
        return copies;
    }

    private List<EntityRef> all() {
        List<EntityRef> all = new ArrayList<>();
        world.tree.projects().forEach(id -> all.add(EntityRef.project(id.value())));
        world.tree.tasks().forEach(id -> all.add(EntityRef.task(id.value())));
        return all;
    }

    private boolean isDeletedHere(EntityRef entity) {
        return entity.kind() == Kind.TASK
                ? world.taskView(entity).deletedAt() != null
                : world.projectView(entity).deletedAt() != null;
    }

    private void nothingIsLost() {
        Set<String> titles = new HashSet<>();
        Set<String> texts = new HashSet<>();
        Set<String> tags = new HashSet<>();
        Set<EntityRef> deletedBySync = deletedBySync();
        for (EntityRef entity : all()) {
            if (deletedBySync.contains(entity) && !world.remote.nature().holds(Field.DESCRIPTION)) {
                texts.addAll(Testimony.split(description(entity))); // which nobody could see there
            }
            if (deletedBySync.contains(entity)) {
                continue; // whoever has deleted it there has seen what is in its card, and nothing else
            }
            if (entity.kind() == Kind.TASK) {
                var view = world.taskView(entity);
                titles.addAll(Testimony.split(view.title()));
                texts.addAll(Testimony.split(String.valueOf(view.description())));
                tags.addAll(Testimony.split(view.tags().toString()));
            } else {
                var view = world.projectView(entity);
                titles.addAll(Testimony.split(view.name()));
                texts.addAll(Testimony.split(String.valueOf(view.description())));
                tags.addAll(Testimony.split(view.tags().toString()));
            }
        }
        titles.addAll(Testimony.split(world.remote.listNames().toString())); // a name alone keeps no list from going
        for (LedgerEvent event : world.ledger.events()) { // what was cut is kept in a note
            titles.addAll(Testimony.noted(event));
            texts.addAll(Testimony.noted(event));
            tags.addAll(Testimony.noted(event));
        }
        world.remote.everything().stream()
                .filter(card -> !card.deletedBySync || card.decided)
                .forEach(card -> {
                    titles.addAll(Testimony.split(card.content.title()));
                    texts.addAll(Testimony.split(card.content.description()));
                    tags.addAll(Testimony.split(card.content.tags().toString()));
                });
        for (LedgerEvent event : world.ledger.events()) {
            dispute(event).ifPresent(dispute -> {
                Set<String> words = Testimony.split(dispute.toString().replaceAll("[=]", " "));
                titles.addAll(words);
                texts.addAll(words);
                tags.addAll(words);
            });
        }
        found("title", testimony.toBeFound(Field.TITLE), titles);
        found("text", testimony.toBeFound(Field.DESCRIPTION), texts);
        found("tags", testimony.toBeFound(Field.TAGS), tags);
    }

    /** Of tasks that are on both sides, what a person there has said, and nobody has taken away since. */
    private void whatIsWaitedForIsThere() {
        for (List<String> each : testimony.dependencies()) {
            Optional<Card> card = world.remote.byId(each.getFirst()).filter(this::isOnBothSides);
            boolean lost = card.isPresent()
                    && world.remote
                            .byId(each.getLast())
                            .filter(this::isOnBothSides)
                            .isPresent()
                    && !card.get().content.blockedBy().contains(each.getLast());
            if (lost) {
                broken("I2", "nobody took away that " + each.getFirst() + " waits for " + each.getLast() + " there");
            }
        }
    }

    private void whatIsWaitedForIsHere() {
        for (List<EntityRef> each : testimony.dependenciesHere()) {
            EntityRef task = each.getFirst();
            EntityRef other = each.getLast();
            RemoteRef there = world.link(task).object();
            RemoteRef otherThere = world.link(other).object();
            boolean lost = isOnBothSides(there)
                    && isOnBothSides(otherThere)
                    && !wasTakenAway(task, other)
                    && !waiting.any(task)
                    && !world.content(task).blockedBy().contains("T-" + world.tree.key(other.id()));
            if (lost) {
                broken("I2", "nobody took away that " + name(task) + " waits for " + name(other) + " here");
            }
        }
    }

    /** Of what is deleted and made again, somebody there may have said it of the one before. */
    private boolean wasTakenAway(EntityRef task, EntityRef other) {
        return deletes.objects(task).anyMatch(one -> deletes.objects(other)
                .anyMatch(another -> testimony.wasTakenAway(one.id(), another.id())));
    }

    private boolean isOnBothSides(@Nullable RemoteRef there) {
        return there != null
                && world.remote.byId(there.id()).filter(this::isOnBothSides).isPresent();
    }

    private boolean isOnBothSides(Card card) {
        return !card.deleted
                && world.book.ofRemote(world.account, Set.of(card.id)).stream()
                        .anyMatch(each -> each.link() instanceof SyncLink.Linked
                                && wanted(each.entity()) instanceof DesiredObject.Present);
    }

    private String description(EntityRef entity) {
        return String.valueOf(
                entity.kind() == Kind.TASK
                        ? world.taskView(entity).description()
                        : world.projectView(entity).description());
    }

    /** Of a project that is a list no more than its name is there, and of that nobody is asked. */
    private Set<EntityRef> deletedBySync() {
        Map<EntityRef, Boolean> newest = new HashMap<>();
        for (LedgerEvent event : world.ledger.events()) {
            boolean bySync = world.isBySync(event);
            switch (event.payload()) {
                case TaskEvent.Deleted e -> newest.put(EntityRef.task(e.task().value()), bySync);
                case ProjectEvent.Deleted e ->
                    newest.put(EntityRef.project(e.project().value()), bySync);
                default -> {}
            }
        }
        return newest.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .filter(this::isDeletedHere)
                .filter(each -> world.link(EntityRef.list(each.id())) instanceof SyncLink.None)
                .collect(Collectors.toSet());
    }

    private static Optional<Dispute> dispute(LedgerEvent event) {
        return switch (event.payload()) {
            case ConflictEvent.Raised e -> Optional.of(e.dispute());
            case ConflictEvent.Extended e -> Optional.of(e.dispute());
            default -> Optional.empty();
        };
    }

    private static void found(String field, Set<String> words, Set<String> where) {
        Set<String> lost = new TreeSet<>(words);
        lost.removeAll(where);
        if (!lost.isEmpty()) {
            broken("I2", "nobody took " + lost + " away, and no " + field + " and no conflict has it");
        }
    }

    /** A conflict of a title is between what was written here and what was written there, each pair once. */
    private void conflictsAreTrue() {
        Set<String> pairs = new HashSet<>();
        for (ConflictBook.Entry each : world.conflicts.all()) {
            if (each.dispute() instanceof Dispute.FieldDispute values
                    && values.field() == Field.TITLE
                    && values.row() == MergeRule.BOTH_VALUES) {
                String here = values.toLocal().title().to();
                String there = values.toRemote().title().to();
                // Of a project that was a list before, what was typed there may have come in by the list's name.
                boolean written = (testimony.wrote(Field.TITLE, Side.HERE, here)
                                || testimony.wrote(Field.TITLE, Side.THERE, here))
                        && testimony.wrote(Field.TITLE, Side.THERE, there);
                if (!written || !pairs.add(here + " " + there)) {
                    broken("I13", "a conflict of " + here + " here and " + there + " there is not theirs");
                }
            }
        }
    }

    private void theLinksCanBeRebuilt() {
        MemoryBook book = new MemoryBook();
        MemoryConflicts conflicts = new MemoryConflicts();
        SyncProjection again = new SyncProjection(book, new MemoryEntryLinkBook(), conflicts);
        world.ledger.events().forEach(again::apply);
        if (!book.all().equals(world.book.all()) || !conflicts.all().equals(world.conflicts.all())) {
            broken("I9", "the links or conflicts that are made of the events are others");
        }
    }

    private String name(EntityRef entity) {
        if (entity.equals(EntityRef.CARDS)) {
            return "the card list";
        }
        return entity.kind() == Kind.TASK
                ? world.taskView(entity).title()
                : world.projectView(EntityRef.project(entity.id())).name();
    }
}
