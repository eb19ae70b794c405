package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.push.BatchedCreates.New;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds out which task each create of a batch has made, as the batch's answer has only ids; then writes values that a
 * new task cannot have.
 */
final class CreateBinding {
    private final PushContext context;
    private final Consumer<EntityRef> settled;
    private int made;

    /**
     * @param settled gets each entity for which nothing is left to do, as soon as that is known: the budget may end the
     *     binding early
     */
    CreateBinding(PushContext context, Consumer<EntityRef> settled) {
        this.context = context;
        this.settled = settled;
    }

    /** Returns the number of bound tasks so far. */
    int made() {
        return made;
    }

    /**
     * Binds the tasks to their entities. Equal tasks are bound in any order: they cannot be told apart, and each goes
     * to one entity.
     */
    void bind(String list, List<New> sent, Set<String> ids) {
        RemoteAnswer<Optional<Listing>> read = context.calls().openTasks(list);
        if (!(read instanceof RemoteAnswer.Ok<Optional<Listing>>(var tasks)) || tasks.isEmpty()) {
            return;
        }
        Map<String, RemoteTask> free = new LinkedHashMap<>();
        tasks.get().tasks().stream()
                .filter(task ->
                        ids.contains(task.ref().id()) && task.gaps().fields().isEmpty()) // others are sought singly
                .forEach(task -> free.put(task.ref().id(), task));
        Map<New, RemoteTask> bound = new LinkedHashMap<>();
        pair(sent, free, bound, Function.identity());
        // A task whose values the remote has changed is still known by its name and its parent.
        pair(sent, free, bound, content -> List.of(content.title(), String.valueOf(content.parent())));
        made += bound.size();
        bound.values().forEach(task -> context.lookups().lostCreates().claim(task.ref()));
        recordAll(List.copyOf(bound.keySet()), each -> {
            RemoteTask task = Objects.requireNonNull(bound.get(each));
            CanonicalContent base = agreed(each, task);
            return (id, at) -> new SyncCommand.Link(id, task.ref(), base, at);
        });
        if (!context.capabilities().ignores()) { // otherwise a later edit finishes each task
            finish(bound);
        }
        bound.keySet().stream().filter(this::isSettled).map(New::entity).forEach(settled);
    }

    private boolean isSettled(New each) {
        return context.link(each.entity()) instanceof SyncLink.Linked linked
                && linked.sent().isEmpty()
                && linked.refusal() == null
                && context.words().compared(each.entity().kind(), linked).base().equals(each.content());
    }

    /**
     * Returns the new base. A value that others have written since the create is theirs: the base keeps the value that
     * was sent, and a full cycle takes theirs over. A value that the task lacks was not taken by the service, and is
     * written once more.
     */
    private CanonicalContent agreed(New each, RemoteTask task) {
        CanonicalContent there = compared(each, task.content(), task);
        CanonicalContent sent = compared(each, each.written().withStatus(RemoteStatus.OPEN), task);
        Set<CanonicalChanges.Field> theirs =
                CanonicalChanges.between(sent, there).fields();
        theirs.retainAll(
                CanonicalChanges.between(CanonicalContent.list(""), there).fields());
        return CanonicalChanges.between(there, sent).only(theirs).applyTo(there);
    }

    private CanonicalContent compared(New each, CanonicalContent content, RemoteTask task) {
        return context.words()
                .compared(each.entity().kind(), content, task.ref().list());
    }

    private boolean isAsMade(New each, RemoteTask task) {
        return agreed(each, task).equals(compared(each, task.content(), task));
    }

    /** @param free the unbound tasks by their ids; tasks that get bound are removed */
    static <K> void pair(
            List<New> sent,
            Map<String, RemoteTask> free,
            Map<New, RemoteTask> bound,
            Function<CanonicalContent, K> key) {
        Map<K, Deque<RemoteTask>> there = new HashMap<>();
        free.values().forEach(task -> there.computeIfAbsent(key.apply(task.content()), any -> new ArrayDeque<>())
                .add(task));
        for (New each : sent) {
            Deque<RemoteTask> equal = there.get(key.apply(each.written().withStatus(RemoteStatus.OPEN)));
            if (!bound.containsKey(each) && equal != null && !equal.isEmpty()) {
                RemoteTask task = equal.remove();
                bound.put(each, task);
                free.remove(task.ref().id());
            }
        }
    }

    /**
     * Finishes the new tasks that are done in the ledger: the service makes each task open. This takes a second call,
     * also in batches.
     */
    private void finish(Map<New, RemoteTask> bound) {
        List<New> finished = bound.keySet().stream()
                .filter(each ->
                        script(each, bound).size() == 1 && isAsMade(each, Objects.requireNonNull(bound.get(each))))
                .toList();
        int most = context.capabilities().batch().updates();
        for (int from = 0; from < finished.size(); from += most) {
            update(finished.subList(from, Math.min(finished.size(), from + most)), bound);
        }
    }

    private List<RemoteWrites.Step> script(New each, Map<New, RemoteTask> bound) {
        RemoteTask task = Objects.requireNonNull(bound.get(each));
        return context.calls().script(task, CanonicalChanges.between(task.content(), each.written()));
    }

    private void update(List<New> batch, Map<New, RemoteTask> bound) {
        recordAll(batch, each -> {
            RemoteTask task = Objects.requireNonNull(bound.get(each));
            CanonicalChanges push = CanonicalChanges.between(compared(each, task.content(), task), each.content());
            return (id, at) -> new SyncCommand.IntendPush(id, each.intent(), push, at);
        });
        List<RemoteWrites.Step> steps =
                batch.stream().flatMap(each -> script(each, bound).stream()).toList();
        List<RemoteRef> refs = steps.stream().map(each -> each.current().ref()).toList();
        switch (context.calls().write(refs, remote -> remote.updateAll(steps)).refusedByList()) {
            case RemoteAnswer.Ok<Map<String, String>>(var refusals) ->
                recordAll(known(batch, bound, refusals.keySet()), each -> {
                    String reason = refusals.get(
                            Objects.requireNonNull(bound.get(each)).ref().id());
                    return reason == null
                            ? (id, at) -> new SyncCommand.Acknowledge(id, each.content(), each.intent(), at)
                            : (id, at) -> new SyncCommand.Refuse(id, each.intent(), reason, at);
                });
            case RemoteAnswer.Refused<Map<String, String>>(var reason) ->
                recordAll(batch, each -> (id, at) -> new SyncCommand.Refuse(id, each.intent(), reason, at));
            case RemoteAnswer.NotSent<Map<String, String>> notSent -> {
                recordAll(
                        batch, each -> (id, at) -> new SyncCommand.DropIntent(id, each.intent(), notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
            case RemoteAnswer.Unknown<Map<String, String>> unknown -> {} // each task is looked at by itself
        }
    }

    /**
     * Returns the tasks whose outcome is known. A task that its list still shows as open is left out and read with a
     * request of its own, as the list may be outdated.
     */
    private List<New> known(List<New> batch, Map<New, RemoteTask> bound, Set<String> refused) {
        RemoteRef any = Objects.requireNonNull(bound.get(batch.getFirst())).ref();
        Optional<Listing> open =
                context.calls().openNow(any.list()) instanceof RemoteAnswer.Ok<Optional<Listing>>(var now)
                        ? now
                        : Optional.empty();
        Set<String> unfinished = open.stream()
                .flatMap(all -> all.tasks().stream())
                .filter(task -> task.content().status() == RemoteStatus.OPEN)
                .map(task -> task.ref().id())
                .collect(Collectors.toSet());
        return batch.stream()
                .filter(each -> {
                    String id = Objects.requireNonNull(bound.get(each)).ref().id();
                    return refused.contains(id) || (open.isPresent() && !unfinished.contains(id));
                })
                .toList();
    }

    void recordAll(List<New> batch, Function<New, LinkJournal.Fact> facts) {
        if (batch.isEmpty()) {
            return;
        }
        Map<EntityRef, LinkJournal.Fact> all = new LinkedHashMap<>();
        batch.forEach(each -> all.put(each.entity(), facts.apply(each)));
        context.recordAll(all);
    }
}
