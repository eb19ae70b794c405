package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
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
 * Writes one change of an object, request after request. Each is on record before it is sent, and what it has done is so
 * before the next, so that wherever it ends, the next cycle finds just the rest to be done.
 */
final class ScriptedWrite {
    /** Of what refuses so much the rest is not tried: so many writes stay open, which makes no events when they are sent again. */
    private static final int MOST_REFUSED = 3;

    private final PushState item;
    private final Reconciliation plan;
    private final Function<Step, RemoteAnswer<Canonical>> request;
    private final Map<String, Set<Field>> refused = new LinkedHashMap<>();
    private final Set<Field> undone = EnumSet.noneOf(Field.class);
    private final Set<Field> kept = EnumSet.noneOf(Field.class);
    private final boolean refusedBefore;
    private Canonical agreed;
    private int refusals;
    private @Nullable UUID newestRefused;

    ScriptedWrite(PushState item, Reconciliation plan) {
        this(item, plan, step -> item.calls().write(List.of(step.current().ref()), remote -> remote.send(step)));
    }

    /** @param request sends one of them */
    ScriptedWrite(PushState item, Reconciliation plan, Function<Step, RemoteAnswer<Canonical>> request) {
        this.item = item;
        this.plan = plan;
        this.request = request;
        this.refusedBefore = item.link() instanceof SyncLink.Linked linked && linked.refusal() != null;
        this.agreed = plan.base();
    }

    /** Empty where each was answered as done, which some may not be. */
    Optional<PushOutcome> send(List<Step> script) {
        for (Step step : script) {
            CanonicalChanges meant = script.size() == 1 ? plan.push() : meant(step);
            Optional<PushOutcome> stopped = isPossible(step, meant) ? send(step, meant) : Optional.empty();
            if (stopped.isPresent()) {
                return stopped;
            }
        }
        return told(script.size() > 1);
    }

    /** What was answered as done, and is not what was sent. */
    Set<Field> kept() {
        return kept;
    }

    /** Each needs those before it that have to do with the same field, here or there; one that is not absolute needs all. */
    private boolean isPossible(Step step, CanonicalChanges meant) {
        return refusals < (step.absolute() ? MOST_REFUSED : 1) && Collections.disjoint(fields(step, meant), undone);
    }

    private static Set<Field> fields(Step step, CanonicalChanges meant) {
        Set<Field> fields = step.changes().fields();
        fields.addAll(meant.fields());
        return fields;
    }

    /** What it changes in the words of the comparison: nothing, where it is another step that shows. */
    private CanonicalChanges meant(Step step) {
        return CanonicalChanges.between(compared(step, step.current().content()), compared(step, step.done()));
    }

    private Canonical compared(Step step, Canonical content) {
        return item.kind() == EntityRef.Kind.LIST
                ? item.context().connector().ofList(content)
                : item.words()
                        .compared(item.kind(), content, step.current().ref().list());
    }

    private Optional<PushOutcome> send(Step step, CanonicalChanges meant) {
        UUID intent = item.writes().intend(meant);
        RemoteAnswer<Canonical> answer = request.apply(step);
        if (answer instanceof RemoteAnswer.Refused<Canonical>(var reason)) {
            refused.computeIfAbsent(reason, any -> EnumSet.noneOf(Field.class)).addAll(meant.fields());
            undone.addAll(fields(step, meant));
            refusals++;
            newestRefused = intent;
            return Optional.empty();
        }
        String unknown = "it is not known whether it was written to " + item.title() + ": ";
        return item.writes().written(answer, intent, unknown, now -> taken(step, meant, compared(step, now)));
    }

    /** Agreed is what the remote holds now, which may be less than what it was asked for. */
    private Optional<PushOutcome> taken(Step step, CanonicalChanges meant, Canonical now) {
        Canonical holds =
                CanonicalChanges.between(agreed, now).only(meant.fields()).applyTo(agreed);
        CanonicalChanges different = CanonicalChanges.between(now, meant.applyTo(now));
        boolean nothingNew =
                item.link() instanceof SyncLink.Linked linked && linked.base().equals(holds);
        boolean ignored = nothingNew && !different.isEmpty();
        boolean saysNothing = nothingNew && (refusedBefore || !kept.isEmpty()); // and would take that off the record
        // What is as it was before has not been taken, whatever form the remote keeps.
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
            undone.addAll(fields(step, meant));
        }
        return Optional.empty();
    }

    /** The refusals last, as what was done since the first of them has taken its place on record. */
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
