package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Listing.Quarantined;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.application.sync.read.Ancestors;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncEvent.StoredReason;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a linked object to its wanted state: a fresh look, a move if the object belongs to another list, and one
 * write.
 */
public final class UpdateSteps {
    public static final StoredReason IGNORED = new StoredReason(
            "%s reported success, but kept another ", "the remote answered that it was done and kept another ");

    private static final Set<Field> ADDED_TO =
            EnumSet.of(Field.DESCRIPTION, Field.TAGS, Field.CHECKLIST, Field.ASSIGNEES, Field.BLOCKED_BY);

    private static final Duration PARENT_KEPT = Duration.ofMinutes(10);

    private final PushState item;
    private final MoveSteps moving;
    /**
     * True if an earlier cycle may have seen a remote change: the entity is then not settled just because nothing
     * changed locally.
     */
    private final boolean heldBefore;

    /** True after a second look: only the first read after a write may show the state before that write. */
    private boolean lookedAgain;

    private boolean lookedForTheRest;

    /** The object's new remote parent, if a look has shown that the parent is not below the object itself. */
    private @Nullable String seenAbove;

    UpdateSteps(PushState item) {
        this.item = item;
        this.moving = new MoveSteps(item, this);
        this.heldBefore = item.attempts() > 0 && item.link() instanceof SyncLink.Linked;
    }

    /**
     * True if the newest write was answered as done and changed nothing: sending the same again would change nothing
     * either.
     */
    public static boolean isIgnored(SyncLink link) {
        return link instanceof SyncLink.Linked linked && !linked.sent().isEmpty() && IGNORED.isSaidIn(linked.refusal());
    }

    Optional<PushOutcome> update(SyncLink.Linked linked, DesiredObject.Present present) {
        return item.atHome(present, (list, content) -> update(linked, content, list));
    }

    private Optional<PushOutcome> update(SyncLink.Linked stored, CanonicalContent content, String home) {
        SyncLink.Linked linked = item.words().compared(item.kind(), stored);
        boolean atHome = linked.remote().list().equals(home);
        boolean onlyMoves =
                !atHome && content.withParent(linked.base().parent()).equals(linked.base());
        if (onlyMoves && !heldBefore && item.context().closed().waits(home).isPresent()) {
            return item.context().closed().waits(home).map(PushOutcome::waitsFor);
        }
        if (atHome && content.equals(linked.base()) && linked.sent().isEmpty() && !heldBefore) {
            if (!Quarantined.isDescription(linked.refusal())) { // that is over when a read has seen it
                item.writes().acknowledge(linked.base());
            }
            return item.settled();
        }
        Set<Field> first = atHome ? StepwiseWrite.withoutRead(item, linked, content, heldBefore) : Set.of();
        return first.isEmpty()
                ? (atHome ? inItsList(linked, linked.remote(), content) : Optional.<RemoteTask>empty())
                        .map(task -> reconcile(linked, content, task, home))
                        .orElseGet(() -> look(linked, content, linked.remote(), home))
                : members(StepwiseWrite.ofMembers(item, linked, content, first), linked, content, home);
    }

    /**
     * Looks at the object's list. At one moment the list may show all that has to be known for a new parent: the
     * object, the parent and the parent's ancestors. Empty if it does not show all of them, or no new parent is wanted.
     */
    Optional<RemoteTask> inItsList(SyncLink.Linked linked, RemoteRef at, CanonicalContent content) {
        String parent = content.parent();
        if (parent == null
                || parent.equals(at.list())
                || parent.equals(linked.base().parent())
                || !item.calls().tellsDeleted()) {
            return Optional.empty();
        }
        Listing shown = item.calls().glance(at.list()).orElse(Listing.of(List.of()));
        if (!Ancestors.isShownElsewhere(parent, at.id(), shown)
                || !(shown.find(at.id()) instanceof LookupResult.Found(var task))) {
            return Optional.empty();
        }
        seenAbove = parent;
        return Optional.of(task);
    }

    /**
     * Writes the changes in the sets. The look that follows also serves the changes of all other fields, and is needed
     * after a refusal too.
     */
    private Optional<PushOutcome> members(
            StepwiseWrite write, SyncLink.Linked linked, CanonicalContent content, String home) {
        Optional<PushOutcome> stopped = write.sendTo(linked);
        if (!(item.link() instanceof SyncLink.Linked stored)) {
            return stopped;
        }
        SyncLink.Linked now = item.words().compared(item.kind(), stored);
        if (write.isRefused()) {
            return look(now, content, now.remote(), home);
        }
        if (stopped.isPresent()) {
            return stopped;
        }
        Set<Field> others = CanonicalChanges.between(now.base(), content).fields();
        others.removeAll(write.plan().push().fields());
        return others.isEmpty() || write.seen().isEmpty() || !write.kept().isEmpty()
                ? Optional.of(written(item, write.plan(), write.kept()))
                : reconcile(now, content, write.seen().get(), home);
    }

    private Optional<PushOutcome> look(SyncLink.Linked linked, CanonicalContent content, RemoteRef at, String home) {
        return item.answered(
                item.calls().findNewest(at), found -> found.map(task -> reconcile(linked, content, task, home))
                        .orElseGet(() -> notInItsList(linked)));
    }

    /** Handles an object that is not in its list. No list shows finished objects before they are reopened. */
    private Optional<PushOutcome> notInItsList(SyncLink.Linked linked) {
        if (linked.wasOpen() || item.attempts() == 0) {
            return full(notInItsList());
        }
        return item.answered(item.calls().findAnywhere(linked.remote().id()), open -> {
            if (open.isPresent()) {
                return full(notInItsList());
            }
            String reason =
                    notInItsList() + ", and no list shows finished tasks: it was moved or deleted in " + item.title();
            item.record((id, at) -> new SyncCommand.Refuse(id, reason, at));
            return item.settled();
        });
    }

    Optional<PushOutcome> reconcile(SyncLink.Linked stored, CanonicalContent content, RemoteTask task, String home) {
        SyncLink.Linked linked = item.remembered(stored);
        if (!lookedAgain
                && !Reconciliation.oldViews(linked, item.compared(task)).isEmpty()) {
            lookedAgain = true;
            return look(stored, content, task.ref(), home);
        }
        if (item.missed().acceptedWithoutEffect(item.kind(), stored, task)) {
            return mayBeDeleted("written");
        }
        if (item.calls().isDoubted(task.ref())) { // the list, read to check that, shows something else by now
            return look(stored, content, task.ref(), home);
        }
        CanonicalContent known = asKnownIn(task.ref().list(), linked, content, home);
        Reconciliation whole = Reconciliation.of(known, linked, item.compared(task), task.recurring())
                .without(item.context().known().frozen(item.entity()));
        Set<Field> unshown =
                item.unshown(task.gaps(), mayBeOverwritten(linked, whole.push().fields()));
        if (!unshown.isEmpty() && !lookedForTheRest) {
            lookedForTheRest = true;
            return look(stored, content, task.ref(), home);
        }
        Reconciliation plan = whole.without(unshown);
        if (plan.clearsDatesOf(task)) {
            return full("its date is not cleared, because " + item.title() + " would also drop its repeat"
                    + " rule"); // a full cycle raises a conflict
        }
        if (plan.writesPartsOf(linked)) {
            return full("more is in " + item.title() + " than Devledger holds: "
                    + words(linked.parts())); // a full cycle raises a conflict
        }
        boolean moves = !task.ref().list().equals(home) && !plan.remoteChanged().contains(Field.PARENT);
        if (moves) {
            Optional<PushOutcome> waits = item.context().closed().waits(home).map(PushOutcome::waitsFor);
            return waits.isPresent() ? unmoved(plan, task, waits.get()) : moving.move(linked, content, task, home);
        }
        if (plan.push().isEmpty()) {
            return Optional.of(unless(unshown, nothingToWrite(item, linked, plan)));
        }
        Optional<PushOutcome> circle = belowItself(linked, plan, content, task, home);
        return circle.isPresent() ? circle : write(plan, task).map(written -> unless(unshown, written));
    }

    /** Returns the content as the object's present list can hold it, until the object is moved to its new list. */
    private CanonicalContent asKnownIn(String list, SyncLink.Linked linked, CanonicalContent content, String home) {
        return list.equals(home) || !(item.wanted() instanceof DesiredObject.Present present)
                ? content
                : linked.inTheirForm(item.words().compared(item.kind(), present.content(), list))
                        .withParent(content.parent());
    }

    /**
     * Returns those of these fields whose unseen remote value a write might overwrite. A field without an agreed value
     * was mostly never shown, and the write does not wait for it. Fields to which people add are waited for, as they
     * may hold just what was added. Dates are never waited for, as one of the two days may have been shown without the
     * other.
     */
    private Set<Field> mayBeOverwritten(SyncLink.Linked linked, Set<Field> push) {
        Set<Field> agreed = CanonicalChanges.between(CanonicalContent.list(""), linked.base())
                .fields();
        return push.stream()
                .filter(field -> !Collections.disjoint(ADDED_TO, item.words().writtenFields(item.kind(), Set.of(field)))
                        || (field != Field.DATES && agreed.contains(field)))
                .collect(Collectors.toSet());
    }

    private PushOutcome unless(Set<Field> unshown, PushOutcome others) {
        if (unshown.isEmpty()) {
            return others;
        }
        return others instanceof PushOutcome.Retry later ? item.notShown(unshown, later) : item.notShown(unshown);
    }

    static PushOutcome nothingToWrite(PushState item, SyncLink.Linked linked, Reconciliation plan) {
        boolean refusalStands = !plan.remoteChanged().isEmpty()
                && plan.base().equals(linked.base())
                && linked.sent().isEmpty();
        if (!refusalStands) { // a refusal of remote content stands: each cycle that reads the content reports it
            item.writes().acknowledge(plan.base());
        }
        return settledUnlessChangedRemotely(item, plan);
    }

    /**
     * Checks that the object's new parent was not moved below the object itself in the service since, which only a look
     * at the parents shows.
     */
    private Optional<PushOutcome> belowItself(
            SyncLink.Linked linked, Reconciliation plan, CanonicalContent content, RemoteTask task, String home) {
        Change<String> moved = plan.push().parent();
        String list = task.ref().list();
        if (moved == null
                || moved.to() == null
                || moved.to().equals(list)
                || moved.to().equals(seenAbove)) {
            return Optional.empty();
        }
        Ancestors ancestors = new Ancestors(item.calls());
        return switch (ancestors.isBelow(
                new RemoteRef(list, moved.to()), task.ref().id())) {
            case NOT_BELOW -> {
                seenAbove = moved.to();
                yield atOneMoment(linked, plan, content, task, home);
            }
            case MOVED -> full("its new parent was moved in " + item.title());
            case UNANSWERED ->
                Optional.of(item.later(
                        "it is not known where its new parent is in " + item.title(),
                        item.settings().settle(),
                        false));
            case BELOW -> circle(linked, plan);
        };
    }

    /**
     * Looks at the object's list: others may have edited the object meanwhile, or moved a parent, or the first look was
     * an old one. The list shows the object and all its parents at once, so that no call comes between that look and
     * the write.
     */
    private Optional<PushOutcome> atOneMoment(
            SyncLink.Linked linked, Reconciliation plan, CanonicalContent content, RemoteTask task, String home) {
        String id = task.ref().id();
        return item.answered(item.calls().openNow(task.ref().list()), shown -> {
            Listing listing = shown.orElse(Listing.of(List.of()));
            return Ancestors.isBelow(Objects.requireNonNull(seenAbove), id, listing) == Ancestors.Answer.BELOW
                    ? circle(linked, plan)
                    : listing.find(id) instanceof LookupResult.Found(var now)
                            ? reconcile(linked, content, now, home)
                            : look(linked, content, task.ref(), home);
        });
    }

    private Optional<PushOutcome> circle(SyncLink.Linked linked, Reconciliation plan) {
        if (!linked.sent().isEmpty()) {
            item.writes().acknowledge(plan.base());
        }
        String reason = "it was moved below a task that was moved below it in " + item.title()
                + "; move one of the two elsewhere";
        item.record((id, at) -> new SyncCommand.Refuse(id, reason, at));
        return full(reason);
    }

    private Optional<PushOutcome> write(Reconciliation plan, RemoteTask task) {
        StepwiseWrite write = new StepwiseWrite(item, plan);
        return write.send(script(item.context(), item.kind(), task, plan.push()))
                .or(() -> Optional.of(written(item, plan, write.kept())));
    }

    /** Returns the requests for the change, which may be several, such as for a status that is kept as a tag. */
    static List<RemoteWrites.Step> script(
            PushContext context, EntityRef.Kind kind, RemoteTask task, CanonicalChanges push) {
        ContentTranslator words = context.words();
        String list = task.ref().list();
        CanonicalContent now = words.compared(kind, task.content(), list);
        CanonicalContent target = words.written(kind, push.applyTo(now), list);
        SortedSet<String> waitsFor = new TreeSet<>(task.content().blockedBy());
        if (!waitsFor.isEmpty()) { // the ledger may not know some of these
            waitsFor.removeAll(words.written(kind, now, list).blockedBy());
            waitsFor.addAll(target.blockedBy());
            target = target.withBlockedBy(waitsFor);
        }
        CanonicalChanges changes = CanonicalChanges.between(task.content(), target);
        return context.calls().script(task, changes.only(words.writtenFields(kind, push.fields())));
    }

    /** Returns the outcome of writes whose answers are recorded. */
    static PushOutcome written(PushState item, Reconciliation plan, Set<Field> kept) {
        if (kept.isEmpty()) {
            return settledUnlessChangedRemotely(item, plan);
        }
        String reason = IGNORED.words(item.context().connector().title()) + words(kept);
        item.writes().refuse(reason);
        PushOutcome settled = settledUnlessChangedRemotely(item, plan);
        return settled instanceof PushOutcome.Retry ? settled : item.later(reason, keptFor(kept), true);
    }

    /**
     * Returns the wait after a write that the service ignored. A change of parent is checked with calls of its own, and
     * a parent without room for another level rarely gets room soon.
     */
    private static Duration keptFor(Set<Field> fields) {
        return fields.contains(Field.PARENT) ? PARENT_KEPT : PushState.REFUSED;
    }

    /** Writes the changes other than the move, in the list where the object is now. */
    private Optional<PushOutcome> unmoved(Reconciliation plan, RemoteTask task, PushOutcome waits) {
        Reconciliation rest = plan.without(EnumSet.of(Field.PARENT));
        Optional<PushOutcome> written = rest.push().isEmpty() ? Optional.empty() : write(rest, task);
        return written.filter(PushOutcome.Retry.class::isInstance).or(() -> Optional.of(waits));
    }

    /**
     * Returns an outcome that never lets a remote change be overwritten: the entity stays marked, and is looked at less
     * and less often, until a cycle reads the change into the ledger.
     */
    static PushOutcome settledUnlessChangedRemotely(PushState item, Reconciliation plan) {
        if (plan.remoteChanged().isEmpty()) {
            return new PushOutcome.Settled(item.pushed());
        }
        item.askForFull();
        return item.later(
                "it was changed in " + item.title() + " as well: " + words(plan.remoteChanged()),
                item.settings().pollOrSettle(),
                true);
    }

    static String words(Set<Field> fields) {
        return fields.stream().map(Field::word).collect(Collectors.joining(", "));
    }

    /** Records that the object may have been deleted, as no list shows if it is only finished. */
    Optional<PushOutcome> mayBeDeleted(String done) {
        String reason = item.title() + " reported that it was " + done + ", but it is not: it may have been deleted in "
                + item.title();
        item.record((id, at) -> new SyncCommand.Refuse(id, reason, at));
        return item.settled();
    }

    Optional<PushOutcome> full(String reason) {
        item.askForFull();
        return Optional.of(item.later(reason, item.settings().pollOrSettle(), true));
    }

    private String notInItsList() {
        return "it is no longer in its list in " + item.title();
    }
}
