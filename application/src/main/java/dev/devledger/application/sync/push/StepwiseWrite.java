package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.MemberWrites;
import dev.devledger.domain.sync.merge.MemberWrites.UnconfirmedChanges;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes one change of an object, request after request. Each request is recorded before it is sent, and its effect
 * before the next request, so that wherever the write ends, the next cycle finds just the rest to be done. If an answer
 * does not show the effect of its request, a later answer or one look at the end does. Until then the request stays
 * open like one without an answer, so that the next cycle decides by the remote state.
 */
final class StepwiseWrite {
    /**
     * The number of refusals after which the remaining steps are not tried. So few refused writes all stay open, and
     * sending them again makes no events.
     */
    private static final int MOST_REFUSED = 3;

    /**
     * The fields with a set in which both sides can agree on one member more or less, whatever others change in the set
     * meanwhile.
     */
    private static final Set<Field> BY_MEMBER = EnumSet.of(Field.TAGS, Field.BLOCKED_BY);

    /** The most writes whose effect nobody has seen: with one more, a link would forget the first of them. */
    private static final int MOST_UNSEEN = SyncLink.Linked.MOST_OPEN;

    private final PushState item;
    private final Reconciliation plan;
    private final Function<Step, RemoteAnswer<CanonicalContent>> request;
    private final Map<String, Set<Field>> refused = new LinkedHashMap<>();
    private final Set<Field> undone = EnumSet.noneOf(Field.class);
    private final Set<Field> kept = EnumSet.noneOf(Field.class);
    private final boolean refusedBefore;
    /** True if the object was looked at just before; otherwise a refused step is followed by a look. */
    private boolean looked = true;
    /** The changes that were answered as done, and whose effect was not seen yet. */
    private UnconfirmedChanges unseen = UnconfirmedChanges.NOTHING;

    private final Set<Field> unseenFields = EnumSet.noneOf(Field.class);
    private int unseenWrites;
    /** The object as the last look has shown it. */
    private @Nullable RemoteTask seen;

    private CanonicalContent agreed;
    private int refusals;
    private @Nullable UUID newestRefused;

    StepwiseWrite(PushState item, Reconciliation plan) {
        this(item, plan, step -> item.calls().write(List.of(step.current().ref()), remote -> remote.send(step)));
    }

    /**
     * Returns the sets that can be written without a look before: a step writes one member of a set, and its answer
     * shows nothing, so that a look has to follow, which also shows if the object was moved or deleted. Empty if a look
     * has to settle something open first, or if other changes need a look before them, as that look shows the sets as
     * well.
     */
    static Set<Field> withoutRead(
            PushState item, SyncLink.Linked linked, CanonicalContent content, boolean heldBefore) {
        Set<Field> others = CanonicalChanges.between(linked.base(), content).fields();
        Set<Field> members = EnumSet.copyOf(BY_MEMBER);
        members.retainAll(others);
        others.removeAll(BY_MEMBER);
        Set<Field> untold = item.context().capabilities().untold();
        boolean none = untold.containsAll(members)
                && untold.containsAll(others)
                && item.calls().tellsDeleted()
                && !heldBefore
                && linked.sent().isEmpty()
                && linked.refusal() == null
                && !item.calls().isDoubted(linked.remote())
                && Collections.disjoint(linked.parts(), members)
                && Collections.disjoint(item.context().known().frozen(item.entity()), members)
                && item.remembered(linked).past().stream()
                        .noneMatch(past -> past.late()
                                && !Collections.disjoint(past.values().fields(), members));
        return none ? members : Set.of();
    }

    /** Returns a write of the changes in these sets. */
    static StepwiseWrite ofMembers(
            PushState item, SyncLink.Linked linked, CanonicalContent content, Set<Field> members) {
        CanonicalChanges push = CanonicalChanges.between(linked.base(), content).only(members);
        StepwiseWrite write = new StepwiseWrite(item, new Reconciliation(push, linked.base(), Set.of()));
        write.looked = false;
        return write;
    }

    /** Sends the write without a look at the object: the object is taken to hold what was last agreed on. */
    Optional<PushOutcome> sendTo(SyncLink.Linked linked) {
        CanonicalContent there =
                item.words().written(item.kind(), linked.base(), linked.remote().list());
        RemoteTask asAgreed = new RemoteTask(linked.remote(), there, List.of(), false, false, null);
        return send(UpdateSteps.script(item.context(), item.kind(), asAgreed, plan.push()));
    }

    /** @param request sends one step of the write */
    StepwiseWrite(PushState item, Reconciliation plan, Function<Step, RemoteAnswer<CanonicalContent>> request) {
        this.item = item;
        this.plan = plan;
        this.request = request;
        this.refusedBefore = item.link() instanceof SyncLink.Linked linked && linked.refusal() != null;
        this.agreed = plan.base();
    }

    /**
     * Sends the steps. Empty if each step was answered as done; even then the service may have ignored some of them.
     */
    Optional<PushOutcome> send(List<Step> script) {
        for (Step step : script) {
            CanonicalChanges meant = script.size() == 1 ? plan.push() : meant(step);
            Optional<PushOutcome> stopped = unseenWrites == MOST_UNSEEN ? look(step) : Optional.empty();
            if (stopped.isEmpty() && isPossible(step, meant)) {
                stopped = send(step, meant);
            }
            if (stopped.isPresent() || isRefused()) {
                return stopped;
            }
        }
        Optional<PushOutcome> lost = look(script.getLast());
        return lost.isPresent() ? lost : told(script.size() > 1);
    }

    /** True if a step was refused without a look before; only the intents are recorded then, not the refusal. */
    boolean isRefused() {
        return !looked && refusals > 0;
    }

    /**
     * Looks at the changes that nobody has seen. The first look after a change may show the state before that change,
     * the second does not.
     */
    private Optional<PushOutcome> look(Step at) {
        return unseen.isNothing() ? Optional.empty() : look(at.current().ref(), false);
    }

    private Optional<PushOutcome> look(RemoteRef at, boolean again) {
        return item.answered(item.calls().find(at), found -> {
            if (found.isEmpty()) {
                item.askForFullIf(!looked);
                return Optional.of(item.later(
                        "it is no longer where it was written to in " + item.title(),
                        item.settings().settle(),
                        true));
            }
            seen = found.get();
            CanonicalContent now = unseen.in(agreed, compared(at.list(), seen.content()));
            return again || unseen.isIn(now) ? seen(now) : look(at, true);
        });
    }

    private Optional<PushOutcome> seen(CanonicalContent now) {
        CanonicalChanges all = unseen.changes();
        Set<Field> fields = EnumSet.copyOf(unseenFields);
        unseen = UnconfirmedChanges.NOTHING;
        unseenFields.clear();
        unseenWrites = 0;
        return taken(all, now, fields);
    }

    /** Returns the object as the newest look has shown it; empty if there was no look. */
    Optional<RemoteTask> seen() {
        return Optional.ofNullable(seen);
    }

    Reconciliation plan() {
        return plan;
    }

    /** Returns the fields that were answered as done, while the service holds other values than were sent. */
    Set<Field> kept() {
        return kept;
    }

    /**
     * True if the step can be sent. A step needs the earlier steps of its fields, in our words or the service's, to be
     * done. A step that is not absolute needs all earlier steps to be done.
     */
    private boolean isPossible(Step step, CanonicalChanges meant) {
        return refusals < (step.absolute() ? MOST_REFUSED : 1) && Collections.disjoint(fields(step, meant), undone);
    }

    private static Set<Field> fields(Step step, CanonicalChanges meant) {
        Set<Field> fields = step.changes().fields();
        fields.addAll(meant.fields());
        return fields;
    }

    /**
     * Returns the change of the step in the words in which both sides are compared; no change, if another step shows
     * it.
     */
    private CanonicalChanges meant(Step step) {
        return CanonicalChanges.between(compared(step, step.current().content()), compared(step, step.done()));
    }

    private CanonicalContent compared(Step step, CanonicalContent content) {
        return compared(step.current().ref().list(), content);
    }

    private CanonicalContent compared(String list, CanonicalContent content) {
        return item.kind() == EntityRef.Kind.LIST
                ? item.context().connector().ofList(content)
                : item.words().compared(item.kind(), content, list);
    }

    private Optional<PushOutcome> send(Step step, CanonicalChanges meant) {
        UUID intent = item.writes().intend(meant);
        RemoteAnswer<CanonicalContent> answer = request.apply(step);
        if (answer instanceof RemoteAnswer.Refused<CanonicalContent>(var reason)) {
            refused.computeIfAbsent(reason, any -> EnumSet.noneOf(Field.class)).addAll(meant.fields());
            undone.addAll(fields(step, meant));
            refusals++;
            newestRefused = intent;
            return Optional.empty();
        }
        String unknown = "it is not known whether it was written to " + item.title() + ": ";
        return item.writes().written(answer, intent, unknown, now -> answered(step, meant, compared(step, now)));
    }

    private Optional<PushOutcome> answered(Step step, CanonicalChanges meant, CanonicalContent now) {
        boolean told = !item.context()
                .capabilities()
                .untold()
                .containsAll(step.changes().fields());
        if ((told || step.tells()) && unseen.isNothing()) {
            return taken(meant, now, fields(step, meant));
        }
        UnconfirmedChanges before = unseen;
        unseen = before.and(meant);
        unseenFields.addAll(fields(step, meant));
        unseenWrites++;
        CanonicalContent shown = unseen.in(agreed, now);
        if (told && before.isIn(shown)) {
            return seen(shown);
        }
        item.writes().stayOpen();
        return told ? look(step) : Optional.empty();
    }

    /** Agrees on what the remote holds now, which may be less than what was sent. */
    private Optional<PushOutcome> taken(CanonicalChanges meant, CanonicalContent shown, Set<Field> fields) {
        CanonicalContent now = MemberWrites.ours(meant, agreed, shown);
        CanonicalContent holds =
                CanonicalChanges.between(agreed, now).only(meant.fields()).applyTo(agreed);
        CanonicalChanges different = CanonicalChanges.between(now, meant.applyTo(now));
        boolean nothingNew =
                item.link() instanceof SyncLink.Linked linked && linked.base().equals(holds);
        boolean ignored = nothingNew && !different.isEmpty();
        boolean saysNothing = nothingNew && (refusedBefore || !kept.isEmpty()); // and would erase the refusal
        // An unchanged value has not been taken, whatever form the remote keeps.
        Set<Field> inFormsOfTheirOwn = CanonicalChanges.between(agreed, now).fields();
        inFormsOfTheirOwn.retainAll(item.words().ownForms());
        CanonicalChanges forms = ignored ? CanonicalChanges.NONE : different.only(inFormsOfTheirOwn);
        if (!ignored && !saysNothing) {
            item.writes().acknowledge(holds);
            item.count();
            agreed = holds;
        }
        if (!forms.isEmpty()) {
            item.record((id, at) -> new SyncCommand.KeepForm(id, forms, at));
        }
        Set<Field> others = different.fields();
        others.removeAll(forms.fields());
        if (!others.isEmpty()) {
            kept.addAll(others);
            undone.addAll(fields);
        }
        return Optional.empty();
    }

    /** Records the refusals last: what was done after the first refusal has taken that refusal's place on record. */
    private Optional<PushOutcome> told(boolean ofSeveral) {
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        String reason = refused.entrySet().stream()
                .map(each -> ofSeveral ? UpdateSteps.words(each.getValue()) + ": " + each.getKey() : each.getKey())
                .collect(Collectors.joining("; "));
        item.record((id, at) -> new SyncCommand.Refuse(id, newestRefused, reason, at));
        return Optional.of(item.later(reason, PushState.REFUSED, true));
    }
}
