package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.existence.ExistenceDecision.Action;
import dev.devledger.domain.sync.existence.ExistenceDecision.RemoteState;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the list of a project to its wanted state: in the service under the project's name, or deleted once it is
 * empty.
 */
public final class ListPush {
    /**
     * The number of failed tries after which the status names the entity, and a delete is sent again without a record;
     * the last of them is an hour after the first.
     */
    public static final int STANDS = 4;

    private final PushState item;
    private final ListEdit editing;
    private final ListDelete deleting;

    ListPush(PushState item) {
        this.item = item;
        this.editing = new ListEdit(item);
        this.deleting = new ListDelete(item);
    }

    PushOutcome run() {
        item.asOfNow();
        return item.wanted() instanceof DesiredObject.Present present ? present(present) : notWanted();
    }

    /**
     * Handles a list that is not wanted: an unanswered create or delete is resolved before the list is deleted or let
     * go.
     */
    private PushOutcome notWanted() {
        return switch (item.decide(RemoteState.UNKNOWN)) {
            case FETCH -> deleting.remove(item.list());
            case RELEASE -> deleting.detach(((DesiredObject.Outside) item.wanted()).reason());
            case RESOLVE_CREATE -> unanswered((SyncLink.Creating) item.link());
            case RESOLVE_DELETE ->
                detachUnlessGone((SyncLink.Deleting) item.link(), ((DesiredObject.Outside) item.wanted()).reason());
            case CLOSE -> deleting.close();
            default -> item.agreed();
        };
    }

    private PushOutcome detachUnlessGone(SyncLink.Deleting sent, String reason) {
        return item.listAnswered(
                item.calls().lists(),
                lists -> lists.stream().noneMatch(list -> list.id()
                                .equals(sent.remote().list()))
                        ? deleting.close()
                        : deleting.letGo(reason));
    }

    private PushOutcome present(DesiredObject.Present present) {
        return switch (item.context().find(present.home())) {
            case TargetList.Availability.Blocked blocked -> {
                item.askForFullIf(blocked.full());
                yield item.later(blocked.reason(), blocked.retryAfter(), blocked.refused());
            }
            case TargetList.Availability.Ready(var list) -> {
                boolean made = !(item.link() instanceof SyncLink.Linked);
                if (made) {
                    item.count();
                }
                item.put(item.records().read(item.entity()));
                yield item.link() instanceof SyncLink.Linked linked
                        ? editing.edit(linked, present.content(), list)
                        : item.agreed();
            }
        };
    }

    /** Resolves a create whose list is not wanted any more, and whose outcome is not known yet. */
    private PushOutcome unanswered(SyncLink.Creating creating) {
        return item.listAnswered(item.calls().lists(), lists -> {
            String name = item.words().listName(creating.content().title());
            List<RemoteList> named = item.records()
                    .eligible(
                            item.entity(),
                            lists.stream()
                                    .filter(list ->
                                            item.words().listName(list.name()).equals(name))
                                    .toList());
            if (named.size() == 1) {
                return made(creating, named.getFirst().id(), name);
            }
            if (item.calls()
                    .now()
                    .isBefore(creating.at().plus(item.settings().settle().multipliedBy(2)))) {
                return item.later(
                        "it is not known whether its list was created in " + item.title(),
                        item.settings().settle(),
                        false);
            }
            return drop(creating, RemoteState.NONE, "it was never created in " + item.title());
        });
    }

    /**
     * Links the list that was found. A list with tasks belongs to another client, whoever made it, as nothing of ours
     * can be in it yet.
     */
    private PushOutcome made(SyncLink.Creating creating, String list, String name) {
        return switch (orStop(item.calls().openNow(list))) {
            case RemoteAnswer.Ok(var tasks)
            when tasks.map(Listing::isEmpty).orElse(true) -> {
                item.record((id, at) ->
                        new SyncCommand.Link(id, new RemoteRef(list, list), CanonicalContent.list(name), at));
                yield notWanted();
            }
            case RemoteAnswer.Ok(var filled) ->
                drop(
                        creating,
                        RemoteState.HOLDS_OTHERS,
                        "the list of that name has tasks that Devledger does not know");
            case RemoteAnswer.Refused(var reason) -> item.later(reason, PushState.REFUSED, true);
            case RemoteAnswer.Unknown(var reason) ->
                item.later(reason, item.settings().settle(), false);
        };
    }

    private PushOutcome drop(SyncLink.Creating creating, RemoteState remote, String reason) {
        if (item.decide(remote) == Action.CLOSE) {
            item.record((id, at) -> new SyncCommand.DropIntent(id, creating.intent(), reason, at));
        }
        return item.agreed();
    }

    /** Gives a list the name of its project, and those other fields of the project that a list can hold. */
    record ListEdit(PushState item) {
        /** Writes what differs; remote changes are left to a cycle that reads them. */
        PushOutcome edit(SyncLink.Linked stored, CanonicalContent wanted, String list) {
            SyncLink.Linked linked = stored.withBase(ofList(stored.base()));
            CanonicalContent content = linked.inTheirForm(wanted);
            if (content.equals(linked.base()) && linked.sent().isEmpty()) {
                return item.agreed();
            }
            return item.listAnswered(
                    item.calls().listsLately(all -> find(all, list).isPresent()), lists -> find(lists, list)
                            .map(there -> edit(linked, content, there, false))
                            .orElseGet(this::gone));
        }

        private PushOutcome lookAgain(SyncLink.Linked linked, CanonicalContent content, String list) {
            return item.listAnswered(item.calls().lists(), lists -> find(lists, list)
                    .map(there -> edit(linked, content, there, true))
                    .orElseGet(this::gone));
        }

        private static Optional<RemoteList> find(List<RemoteList> lists, String id) {
            return lists.stream().filter(each -> each.id().equals(id)).findFirst();
        }

        private CanonicalContent ofList(CanonicalContent content) {
            return item.context().connector().ofList(content);
        }

        private PushOutcome gone() {
            item.askForFull();
            return item.later(
                    "its list was deleted in " + item.title(), item.settings().pollOrSettle(), true);
        }

        private PushOutcome edit(
                SyncLink.Linked linked, CanonicalContent content, RemoteList there, boolean lookedAgain) {
            CanonicalContent now = ofList(there.content());
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
            StepwiseWrite write = new StepwiseWrite(item, plan, this::send);
            return write.send(Step.each(current, List.of(plan.push())))
                    .orElseGet(() -> UpdateSteps.written(item, plan, write.kept()));
        }

        private RemoteAnswer<CanonicalContent> send(Step step) {
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
}
