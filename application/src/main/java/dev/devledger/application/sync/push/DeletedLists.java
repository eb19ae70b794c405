package dev.devledger.application.sync.push;

import static dev.devledger.application.sync.cycle.CycleStopped.orStop;

import dev.devledger.application.sync.connector.Capabilities.Listed;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.local.PushBatch;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.application.sync.read.ObservedObjects;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Lists of projects that were deleted in the ledger with all their tasks. If such a list holds nothing else, and
 * neither its name nor any task in it was changed remotely since the last look, the list and its tasks are deleted in
 * one call. All other lists and tasks are deleted one by one.
 */
final class DeletedLists {
    /** The least number of tasks for which one delete of the whole list is worth its reads. */
    private static final int WORTH_IT = 4;

    /**
     * The failed tries after which the tasks are deleted one by one: each try of the whole list is recorded for each of
     * its tasks.
     */
    private static final int TRIES = 2;

    private final PushContext context;
    private final Map<EntityRef, List<PushCandidate>> tasks = new HashMap<>();
    private final Set<EntityRef> waiting = new HashSet<>();

    /** @param free true if no person and no guard keeps the candidate from being deleted */
    DeletedLists(PushContext context, PushBatch marked, Predicate<PushCandidate> free) {
        this.context = context;
        Map<EntityRef, PushCandidate> gone = marked.candidates().stream()
                .filter(each -> each.wanted() instanceof DesiredObject.Gone)
                .collect(Collectors.toMap(each -> each.item().entity(), Function.identity()));
        gone.forEach((entity, candidate) -> {
            if (entity.kind() == EntityRef.Kind.LIST
                    && candidate.item().attempts() < TRIES
                    && isLeaving(entity)
                    && free.test(candidate)) {
                choose(entity, gone, free);
            }
        });
    }

    /**
     * Returns the deleted tasks of projects whose lists are looked at only in the next pass: these tasks may be deleted
     * with their lists then.
     */
    static List<PushCandidate> leftToTheirList(PushBatch marked) {
        Set<String> lists = marked.lists().stream()
                .map(list -> marked.link(list).object())
                .filter(Objects::nonNull)
                .map(RemoteRef::list)
                .collect(Collectors.toSet());
        List<PushCandidate> left = marked.candidates().stream()
                .filter(each -> each.wanted() instanceof DesiredObject.Gone
                        && each.item().attempts() == 0
                        && each.item().entity().kind() == EntityRef.Kind.TASK)
                .filter(each -> {
                    RemoteRef object = marked.link(each.item().entity()).object();
                    return object != null && lists.contains(object.list());
                })
                .toList();
        return left.size() < WORTH_IT ? List.of() : left;
    }

    private boolean isLeaving(EntityRef entity) {
        return switch (context.link(entity)) {
            case SyncLink.Linked linked -> true;
            case SyncLink.Deleting deleting -> !deleting.withAll();
            default -> false;
        };
    }

    /** Chooses a list if every linked object in it has to be deleted, and is a candidate of this pass. */
    private void choose(EntityRef list, Map<EntityRef, PushCandidate> gone, Predicate<PushCandidate> free) {
        String id = object(list).list();
        List<LinkBook.Entry> there = context.records().in(id).stream()
                .filter(each ->
                        each.entity().kind() != EntityRef.Kind.LIST && !(each.link() instanceof SyncLink.Closed))
                .toList();
        boolean all = there.stream().map(LinkBook.Entry::entity).allMatch(each -> {
            PushCandidate candidate = gone.get(each);
            return candidate != null && isLeaving(each) && free.test(candidate);
        });
        if (all && there.size() >= WORTH_IT) {
            List<PushCandidate> some = there.stream()
                    .map(each -> Objects.requireNonNull(gone.get(each.entity())))
                    .sorted(Comparator.comparingInt(PushCandidate::level).reversed())
                    .toList();
            tasks.put(list, some);
            some.forEach(each -> waiting.add(each.item().entity()));
        }
    }

    private RemoteRef object(EntityRef entity) {
        return Objects.requireNonNull(context.link(entity).object());
    }

    /** True if the entity is deleted with its list, and the list's turn has not come yet. */
    boolean waits(EntityRef entity) {
        return waiting.contains(entity);
    }

    /**
     * Returns the tasks that are deleted with that list, subtasks before their parents; none if the list is deleted
     * like any other.
     */
    List<PushCandidate> with(EntityRef list) {
        return tasks.getOrDefault(list, List.of());
    }

    /**
     * Deletes the list with its tasks and returns the outcome for all of them; empty if each has to be deleted by
     * itself.
     */
    Optional<PushOutcome> delete(EntityRef list) {
        List<EntityRef> all =
                with(list).stream().map(each -> each.item().entity()).toList();
        String id = object(list).list();
        // Open tasks are read last: no call comes between that read and the delete.
        return switch (context.calls().finishedTasks(List.of(id), Instant.EPOCH)) {
            case RemoteAnswer.Ok<Listing>(var finished) ->
                switch (searched(id)) {
                    case RemoteAnswer.Ok<Optional<Listing>>(var searched) ->
                        opened(list, id, all, searched.map(finished::and).orElse(finished));
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    /**
     * Searches all tasks of the list, as a read of the list may leave out finished tasks or show none at all. If the
     * search does not show whether it found all of them, the open tasks are searched.
     */
    private RemoteAnswer<Optional<Listing>> searched(String list) {
        return context.calls()
                .searchAll(list)
                .flatMap(all -> all.isPresent() || context.capabilities().listed() == Listed.ALL
                        ? new RemoteAnswer.Ok<>(all)
                        : context.calls().searchOpen(list));
    }

    private Optional<PushOutcome> opened(EntityRef list, String id, List<EntityRef> all, Listing seen) {
        if (!isUnchanged(list)) {
            return Optional.empty();
        }
        return switch (context.calls().openNow(id)) {
            case RemoteAnswer.Ok<Optional<Listing>>(var open) when open.isEmpty() -> Optional.of(closed(list, all));
            case RemoteAnswer.Ok<Optional<Listing>>(var open) when isOurs(all, open.get(), seen) -> sent(list, id, all);
            default -> Optional.empty();
        };
    }

    /** True if neither the name of the list nor any other field of the list was changed remotely. */
    private boolean isUnchanged(EntityRef list) {
        return context.calls().lists() instanceof RemoteAnswer.Ok<List<RemoteList>>(var lists)
                && ListDelete.isOpen(object(list).list(), lists)
                && ListDelete.gaps(linked(list), lists).fields().isEmpty()
                && !ListDelete.isChanged(context.connector(), linked(list), lists);
    }

    /** True if each of these entities is in the list as both sides last held it, and nothing else is in the list. */
    private boolean isOurs(List<EntityRef> all, Listing open, Listing others) {
        Listing there = open.and(others);
        if (!there.quarantined().isEmpty()) {
            return false;
        }
        Map<String, EntityRef> owners = new HashMap<>();
        all.forEach(each -> owners.put(object(each).id(), each));
        boolean plain = there.tasks().stream().allMatch(task -> {
            EntityRef owner = owners.get(task.ref().id());
            return owner != null && isUnchanged(owner, task);
        });
        Set<String> seen = there.tasks().stream().map(task -> task.ref().id()).collect(Collectors.toSet());
        return plain && seen.containsAll(owners.keySet());
    }

    private boolean isUnchanged(EntityRef entity, RemoteTask task) {
        SyncLink.Linked linked = linked(entity);
        SyncLink.Linked known = context.known()
                .remembered(context.calls().now(), context.words().compared(entity.kind(), linked));
        return linked.remote().equals(task.ref())
                && context.unshown(
                                entity.kind(),
                                task.gaps(),
                                context.capabilities().holds())
                        .isEmpty()
                && !Reconciliation.changedByOthers(known, context.words().compared(entity.kind(), task));
    }

    private SyncLink.Linked linked(EntityRef entity) {
        return Objects.requireNonNull(
                ObservedObjects.asLinked(context.link(entity)), "it is neither linked nor leaving");
    }

    private Optional<PushOutcome> sent(EntityRef list, String id, List<EntityRef> all) {
        if (!context.known().stillLeaves(list)) {
            return Optional.of(new PushOutcome.Retry(context.restored(), Duration.ZERO, false, false));
        }
        Map<EntityRef, LinkJournal.Fact> intents = new LinkedHashMap<>();
        all.forEach(each -> intents.put(each, intent(each)));
        intents.put(list, intent(list));
        context.recordAll(intents);
        return Optional.of(
                switch (orStop(
                        context.calls().write(remote -> remote.deleteList(id)).refusedByList())) {
                    case RemoteAnswer.Ok(var done) -> {
                        context.closed().taken(id, false);
                        yield closed(list, all);
                    }
                    case RemoteAnswer.Refused(var reason) -> later(reason, PushState.REFUSED);
                    case RemoteAnswer.Unknown(var reason) ->
                        later(reason, context.settings().settle());
                });
    }

    private LinkJournal.Fact intent(EntityRef entity) {
        return context.link(entity) instanceof SyncLink.Linked
                ? (id, at) -> new SyncCommand.IntendDelete(id, context.known().counted(entity), at)
                : SyncCommand.RepeatDelete::new;
    }

    private static PushOutcome later(String reason, Duration after) {
        return new PushOutcome.Retry(reason, after, true, false);
    }

    private PushOutcome closed(EntityRef list, List<EntityRef> all) {
        Map<EntityRef, LinkJournal.Fact> facts = new LinkedHashMap<>();
        all.forEach(each -> facts.put(each, SyncCommand.Close::new));
        facts.put(list, SyncCommand.Close::new);
        context.recordAll(facts);
        return new PushOutcome.Settled(true);
    }
}
