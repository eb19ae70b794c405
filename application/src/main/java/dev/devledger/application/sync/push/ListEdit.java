package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a list the name of its project, and what else of the project a list has there. */
record ListEdit(PushState item) {
    /** What was changed there too is for a cycle that reads it. */
    PushOutcome edit(SyncLink.Linked stored, Canonical wanted, String list) {
        SyncLink.Linked linked = stored.withBase(ofList(stored.base()));
        Canonical content = linked.inTheirForm(wanted);
        if (content.equals(linked.base()) && linked.sent().isEmpty()) {
            return item.agreed();
        }
        return item.listAnswered(
                item.calls().listsLately(all -> find(all, list).isPresent()), lists -> find(lists, list)
                        .map(there -> edit(linked, content, there, false))
                        .orElseGet(this::gone));
    }

    private PushOutcome lookAgain(SyncLink.Linked linked, Canonical content, String list) {
        return item.listAnswered(item.calls().lists(), lists -> find(lists, list)
                .map(there -> edit(linked, content, there, true))
                .orElseGet(this::gone));
    }

    private static Optional<RemoteList> find(List<RemoteList> lists, String id) {
        return lists.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    private Canonical ofList(Canonical content) {
        return item.context().connector().ofList(content);
    }

    private PushOutcome gone() {
        item.askForFull();
        return item.later(
                "its list was deleted in " + item.title(), item.settings().pollOrSettle(), true);
    }

    private PushOutcome edit(SyncLink.Linked linked, Canonical content, RemoteList there, boolean lookedAgain) {
        Canonical now = ofList(there.content());
        Reconciliation plan = Reconciliation.of(content, linked, now)
                .without(item.context().known().frozen(item.entity()));
        Set<Field> unshown = item.unshown(there.gaps(), plan.push().fields());
        if (!unshown.isEmpty()) {
            return lookedAgain ? item.notShown(unshown) : lookAgain(linked, content, there.id());
        }
        if (plan.writesPartsOf(linked)) {
            item.askForFull();
            return item.later(
                    "more is in " + item.title() + " than Devledger holds",
                    item.settings().pollOrSettle(),
                    true);
        }
        if (plan.push().isEmpty()) {
            return UpdateSteps.nothingToWrite(item, linked, plan);
        }
        RemoteRef ref = new RemoteRef(there.id(), there.id());
        RemoteTask current = new RemoteTask(ref, now, List.of(), false, false, null);
        ScriptedWrite write = new ScriptedWrite(item, plan, this::send);
        return write.send(Step.each(current, List.of(plan.push())))
                .orElseGet(() -> UpdateSteps.written(item, plan, write.kept()));
    }

    private RemoteAnswer<Canonical> send(Step step) {
        String list = step.current().ref().list();
        return item.calls()
                .write(remote -> remote.updateList(list, step.changes()))
                .refusedByList()
                .flatMap(now -> Collections.disjoint(
                                now.gaps().fields(), step.changes().fields())
                        ? new RemoteAnswer.Ok<>(now)
                        : item.calls().lists().map(all -> find(all, list).orElse(now)))
                .map(now -> now.gaps().dated(now.content(), step.done()));
    }
}
