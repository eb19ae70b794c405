package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.Waiting;
import dev.devledger.application.sync.record.SyncProjection.StopReasons;
import dev.devledger.application.sync.simulation.Invariants.Broken;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.EntityRef.Kind;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whatever waits once all has settled waits for a person, or for something that it is bound up with and that does: what is
 * above and below it on either side, and the list that it is in.
 */
final class Waits {
    private final World world;
    private final Waiting waiting;
    private final Set<EntityRef> held = new HashSet<>();

    Waits(World world, Waiting waiting) {
        this.world = world;
        this.waiting = waiting;
        world.holds.list(world.account).stream()
                .flatMap(each -> each.operations().stream())
                .map(PendingApprovals.Operation::entity)
                .filter(Objects::nonNull)
                .forEach(held::add);
    }

    void endAtSomeone() {
        for (EntityRef entity : world.work.marked()) {
            if (!endsAtSomeone(entity)) {
                throw new Broken(
                        "waits",
                        entity + " waits for nobody: " + world.work.reason(entity) + ", link " + world.link(entity));
            }
        }
    }

    private boolean endsAtSomeone(EntityRef from) {
        Set<EntityRef> seen = new HashSet<>(Set.of(from));
        Deque<EntityRef> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            EntityRef each = next.remove();
            if (isForSomeone(each)) {
                return true;
            }
            around(each).stream().filter(seen::add).forEach(next::add);
        }
        return false;
    }

    private boolean isForSomeone(EntityRef entity) {
        SyncLink link = world.link(entity);
        return waiting.any(entity)
                || world.isNotTakenOver(entity)
                || world.holds.list(world.account).stream()
                        .anyMatch(each -> each.guard().equals(PendingApprovals.FIRST_LINK))
                || held.contains(entity)
                || (!Rule.FINISHED.isOn() && isFinished(link))
                || (!Rule.LISTED.isOn() && isSaidToBeHeld(entity))
                || link instanceof SyncLink.OutOfScope
                || link instanceof SyncLink.Detached
                || (link instanceof SyncLink.Stopped stopped && StopReasons.isOfAPerson(stopped))
                || (link instanceof SyncLink.None none && none.refusal() != null)
                || (link instanceof SyncLink.Linked linked && linked.refusal() != null)
                || new MovedIn(world).isSaidOf(entity, link)
                || below(link).stream().anyMatch(card -> waiting.asksAbout(card.id));
    }

    private static boolean isFinished(SyncLink link) {
        return link instanceof SyncLink.Linked linked
                && (linked.base().status() == RemoteStatus.ABANDONED
                        || linked.base().status() == RemoteStatus.COMPLETED);
    }

    private boolean isSaidToBeHeld(EntityRef entity) {
        return String.valueOf(world.work.reason(entity)).contains("GET /api/sync/approvals");
    }

    private List<EntityRef> around(EntityRef entity) {
        List<EntityRef> all = new ArrayList<>();
        switch (entity.kind()) {
            case TASK -> {
                var task = world.taskView(entity);
                all.add(EntityRef.project(task.projectId()));
                if (task.parentId() != null) {
                    all.add(EntityRef.task(task.parentId()));
                }
            }
            case PROJECT -> all.add(EntityRef.list(entity.id()));
            case ENTRY -> {}
            case LIST -> {
                if (!entity.holdsCards()) {
                    all.add(EntityRef.project(entity.id()));
                }
                all.addAll(knownIn(world.link(entity).object()));
            }
        }
        if (world.wanted(entity) instanceof DesiredObject.Present present) {
            all.add(present.home().list());
        }
        SyncLink link = world.link(entity);
        below(link).forEach(card -> all.addAll(owners(card.id)));
        RemoteRef object = link.object();
        if (object != null) {
            world.remote.byId(object.id()).ifPresent(card -> {
                if (card.content.parent() != null) {
                    all.addAll(owners(card.content.parent()));
                }
                all.addAll(lists(card.list));
            });
        }
        if (link instanceof SyncLink.Creating sent) {
            all.addAll(lists(sent.list())); // it may have been made there
        }
        return all;
    }

    private List<EntityRef> lists(String id) {
        return world.book.lists(world.account).entrySet().stream()
                .filter(each -> {
                    RemoteRef object = each.getValue().object();
                    return object != null && object.id().equals(id);
                })
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is known to have been in that list, also where it is there no more. */
    private List<EntityRef> knownIn(@Nullable RemoteRef list) {
        return list == null
                ? List.of()
                : world.book.inLists(world.account, Set.of(list.id())).stream()
                        .map(LinkBook.Entry::entity)
                        .toList();
    }

    /** What stands below it there, or in it. */
    private List<Card> below(SyncLink link) {
        RemoteRef object = link.object();
        return object == null
                ? List.of()
                : world.remote.live().stream()
                        .filter(card -> object.id().equals(card.content.parent())
                                || object.id().equals(card.list))
                        .toList();
    }

    private List<EntityRef> owners(String object) {
        return world.book.ofRemote(world.account, Set.of(object)).stream()
                .map(LinkBook.Entry::entity)
                .filter(each -> each.kind() != Kind.LIST)
                .toList();
    }
}
