package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.push.BatchedUpdates.CheckedUpdate;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Writes and moves of tasks of one list, many in a call. Each intent is recorded before the call. A read of the list
 * then shows the effects of all of them, as the answer to a batch does not say what its tasks hold now.
 */
final class SentBatch {
    private record Sent(CheckedUpdate item, UUID intent) {}

    private final PushContext context;
    private final BiConsumer<EntityRef, PushOutcome> conclude;

    SentBatch(PushContext context, BiConsumer<EntityRef, PushOutcome> conclude) {
        this.context = context;
        this.conclude = conclude;
    }

    /** Returns the open tasks of the list, by id; none if the list could not be read. */
    Map<String, RemoteTask> open(String list) {
        return orStop(context.calls().openNow(list).refusedByList())
                .either(listing -> byId(listing.map(Listing::tasks).orElse(List.of())), reason -> Map.of());
    }

    private static Map<String, RemoteTask> byId(Collection<RemoteTask> tasks) {
        Map<String, RemoteTask> byId = new HashMap<>();
        tasks.forEach(task -> byId.put(task.ref().id(), task));
        return byId;
    }

    /** Moves the tasks into that list, and returns the open tasks that the list has afterwards. */
    Map<String, RemoteTask> move(String home, List<CheckedUpdate> all) {
        List<CheckedUpdate> sent = new ArrayList<>();
        for (List<CheckedUpdate> batch :
                batches(all, context.capabilities().batch().moves())) {
            List<Sent> intended = intend(
                    batch,
                    each -> CanonicalChanges.between(
                            each.linked().base(), each.linked().base().withParent(home)));
            List<RemoteRef> refs = batch.stream().map(each -> each.task().ref()).toList();
            RemoteAnswer<RemoteAnswer.Done> answer = context.calls().write(refs, remote -> remote.moveAll(refs, home));
            // Only the list that the tasks are moved to can be full. If writes are forbidden, the answer does not say
            // in which of the two lists.
            boolean full = answer instanceof RemoteAnswer.NotSent<?> notSent
                    && notSent.hold() == RemoteAnswer.NotSentReason.FULL;
            if (isSent(answer, full ? home : "", intended)) {
                sent.addAll(batch);
            }
        }
        if (sent.isEmpty()) {
            return Map.of();
        }
        Map<String, RemoteTask> there = open(home);
        recordAll(
                sent.stream()
                        .filter(each -> there.containsKey(each.task().ref().id()))
                        .toList(),
                each -> (id, at) -> new SyncCommand.RecordRemoteMove(
                        id, new RemoteRef(home, each.task().ref().id()), at));
        sent.stream()
                .filter(each -> !there.containsKey(each.task().ref().id()))
                .forEach(each -> later(each, "it was moved, but " + context.title() + " does not show it there yet"));
        return there;
    }

    /** Writes changes of tasks of that list; {@code moved} is true if the tasks were moved into it a moment ago. */
    void write(String list, List<CheckedUpdate> all, boolean moved) {
        List<CheckedUpdate> same =
                all.stream().filter(each -> each.plan().push().isEmpty()).toList();
        recordAll(
                same,
                each -> (id, at) -> new SyncCommand.Acknowledge(id, each.plan().base(), at));
        same.forEach(each -> conclude.accept(each.entity(), new PushOutcome.Settled(moved)));
        List<Sent> sent = new ArrayList<>();
        Instant begun = context.calls().now();
        List<CheckedUpdate> changed =
                all.stream().filter(each -> !each.plan().push().isEmpty()).toList();
        for (List<CheckedUpdate> batch :
                batches(changed, context.capabilities().batch().updates())) {
            List<Sent> intended = intend(batch, each -> each.plan().push());
            List<RemoteRef> refs = batch.stream().map(each -> each.task().ref()).toList();
            RemoteAnswer<Map<String, String>> answer = context.calls()
                    .write(
                            refs,
                            remote -> remote.updateAll(batch.stream()
                                    .flatMap(each -> script(each).stream())
                                    .toList()));
            if (isSent(answer, list, intended)) {
                Map<String, String> refusals =
                        answer instanceof RemoteAnswer.Ok<Map<String, String>>(var told) ? told : Map.of();
                intended.stream()
                        .filter(each ->
                                !refusals.containsKey(each.item().task().ref().id()))
                        .forEach(sent::add);
            }
        }
        if (!sent.isEmpty()) {
            prove(list, begun, sent);
        }
    }

    private List<RemoteWrites.Step> script(CheckedUpdate each) {
        return UpdateSteps.script(
                context, each.entity().kind(), each.task(), each.plan().push());
    }

    private void prove(String list, Instant begun, List<Sent> sent) {
        Map<String, RemoteTask> there = new HashMap<>(open(list));
        if (sent.stream().anyMatch(each -> each.item().plan().push().completes())) {
            Instant since = begun.minus(FullRead.OVERLAP);
            if (context.calls().finishedTasks(List.of(list), since) instanceof RemoteAnswer.Ok<Listing>(var finished)) {
                there.putAll(byId(finished.tasks()));
            }
        }
        Map<EntityRef, Sent> proven = new LinkedHashMap<>();
        Map<EntityRef, CanonicalContent> agreed = new HashMap<>();
        for (Sent each : sent) {
            RemoteTask task = there.get(each.item().task().ref().id());
            CanonicalContent now = task == null
                    ? null
                    : context.words().compared(each.item().entity().kind(), task);
            if (now == null || !holds(each.item(), now)) {
                later(each.item(), unseen());
            } else {
                proven.put(each.item().entity(), each);
                agreed.put(
                        each.item().entity(),
                        CanonicalChanges.between(each.item().plan().base(), now)
                                .only(each.item().plan().push().fields())
                                .applyTo(each.item().plan().base()));
            }
        }
        recordAll(proven.values().stream().map(Sent::item).toList(), each -> {
            CanonicalContent base = Objects.requireNonNull(agreed.get(each.entity()));
            UUID intent = Objects.requireNonNull(proven.get(each.entity())).intent();
            return (id, at) -> new SyncCommand.Acknowledge(id, base, intent, at);
        });
        proven.keySet().forEach(entity -> conclude.accept(entity, new PushOutcome.Settled(true)));
    }

    private static boolean holds(CheckedUpdate item, CanonicalContent now) {
        return CanonicalChanges.between(now, item.due().content())
                .only(item.plan().push().fields())
                .isEmpty();
    }

    /** Records the writes before they are sent. A write that is sent again is on record already. */
    private List<Sent> intend(List<CheckedUpdate> batch, Function<CheckedUpdate, CanonicalChanges> changes) {
        Map<EntityRef, UUID> intents = new HashMap<>();
        List<CheckedUpdate> fresh = new ArrayList<>();
        for (CheckedUpdate each : batch) {
            Optional<SyncLink.Sent> open = each.linked().open(changes.apply(each));
            intents.put(each.entity(), open.map(SyncLink.Sent::intent).orElseGet(UUID::randomUUID));
            if (open.isEmpty()) {
                fresh.add(each);
            }
        }
        recordAll(
                fresh,
                each -> (id, at) -> new SyncCommand.IntendPush(
                        id, Objects.requireNonNull(intents.get(each.entity())), changes.apply(each), at));
        return batch.stream()
                .map(each -> new Sent(each, Objects.requireNonNull(intents.get(each.entity()))))
                .toList();
    }

    /**
     * True if the batch may have been done, in part at least.
     *
     * @param list the list that the answer is about; empty if it is not known which list
     */
    private boolean isSent(RemoteAnswer<?> answer, String list, List<Sent> batch) {
        return switch (answer) {
            case RemoteAnswer.Ok<?> ok -> {
                context.closed().taken(list, false);
                yield true;
            }
            case RemoteAnswer.Unknown<?> unknown -> true;
            case RemoteAnswer.Refused<?>(var reason) -> refused(batch, reason, PushState.REFUSED, true);
            case RemoteAnswer.NotSent<?> notSent
            when notSent.hold().isOfOneList() && list.isEmpty() ->
                refused(batch, notSent.reason(), PushState.REFUSED, true);
            case RemoteAnswer.NotSent<?> notSent
            when notSent.hold().isOfOneList() ->
                refused(
                        batch,
                        notSent.reason(),
                        context.closed().refused(batch.getFirst().item().entity(), list, notSent),
                        false);
            case RemoteAnswer.NotSent<?> notSent -> {
                record(batch, each -> (id, at) -> new SyncCommand.DropIntent(id, each.intent(), notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
        };
    }

    private boolean refused(List<Sent> batch, String reason, Duration wait, boolean failed) {
        record(batch, each -> (id, at) -> new SyncCommand.Refuse(id, each.intent(), reason, at));
        batch.forEach(
                each -> conclude.accept(each.item().entity(), new PushOutcome.Retry(reason, wait, failed, false)));
        return false;
    }

    /** Delays the task; the next look is again one read for all delayed tasks. */
    private void later(CheckedUpdate item, String reason) {
        conclude.accept(
                item.entity(), new PushOutcome.Retry(reason, context.settings().settle(), true, false));
    }

    private static List<List<CheckedUpdate>> batches(List<CheckedUpdate> all, int size) {
        List<List<CheckedUpdate>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }

    private void record(List<Sent> batch, Function<Sent, LinkJournal.Fact> facts) {
        Map<EntityRef, Sent> byEntity = new HashMap<>();
        batch.forEach(each -> byEntity.put(each.item().entity(), each));
        recordAll(
                batch.stream().map(Sent::item).toList(),
                each -> facts.apply(Objects.requireNonNull(byEntity.get(each.entity()))));
    }

    private void recordAll(List<CheckedUpdate> items, Function<CheckedUpdate, LinkJournal.Fact> facts) {
        if (!items.isEmpty()) {
            Map<EntityRef, LinkJournal.Fact> all = new LinkedHashMap<>();
            items.forEach(each -> all.put(each.entity(), facts.apply(each)));
            context.recordAll(all);
        }
    }

    private String unseen() {
        return "it was written, but " + context.title() + " does not show it yet";
    }
}
