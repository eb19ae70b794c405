package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of two services a person can read about: why something there is not as it is here. */
final class Told {
    private final TwoServices both;

    Told(TwoServices both) {
        this.both = both;
    }

    /** It, or what it is below there. */
    boolean isToldOf(World service, Card card) {
        boolean asked = both.conflicts.all().stream()
                .filter(each ->
                        each.state() == State.OPEN && each.link().connector().equals(service.account.connector()))
                .anyMatch(each -> Testimony.split(
                                each.dispute().toString().replace('=', ' ').replace(']', ' '))
                        .contains(card.id));
        boolean held = service.holds.list(service.connector.account()).stream()
                .flatMap(each -> each.operations().stream())
                .anyMatch(each -> card.id.equals(each.remoteId()));
        String parent = card.content.parent();
        boolean belowTheDeepest = parent != null
                && service.book.ofRemote(service.account, Set.of(parent)).stream()
                        .anyMatch(each -> isDeepest(each.entity()));
        return asked
                || held
                || isBelowWhatIsNotHere(service, card)
                || belowTheDeepest
                || linked(service, card).stream().anyMatch(each -> isTold(service, each));
    }

    /** There, somebody put it below something that is not here, or that waits for a person. */
    boolean isBelowWhatIsNotHere(World service, Card card) {
        String parent = card.content.parent();
        return parent != null
                && service.remote
                        .byId(parent)
                        .filter(above -> !isHereAndAlive(service, above))
                        .isPresent();
    }

    /** Whether a person can read why it is not as it should be: by a conflict, an approval or a reason. */
    boolean isTold(World service, EntityRef entity) {
        boolean asked = both.conflicts.of(entity).stream()
                .filter(each -> each.link().equals(service.connector.account().link(entity)))
                .anyMatch(each -> each.state() == State.OPEN);
        boolean held = service.holds.list(service.connector.account()).stream()
                .flatMap(each -> each.operations().stream())
                .anyMatch(each -> entity.equals(each.entity()));
        SyncLink link = service.link(entity);
        boolean refused = link instanceof SyncLink.Linked linked && linked.refusal() != null;
        boolean stopped = link instanceof SyncLink.Stopped
                || link instanceof SyncLink.Detached
                || link instanceof SyncLink.OutOfScope
                || (link instanceof SyncLink.None none && none.refusal() != null);
        return asked || held || refused || stopped || service.work.reason(entity) != null;
    }

    /** With all that it is below, which may wait and keep it. */
    List<EntityRef> lineage(TaskView task) {
        List<EntityRef> all = new ArrayList<>();
        for (TaskView each = task; each != null; each = parent(each)) {
            all.add(EntityRef.task(each.id()));
        }
        all.add(EntityRef.project(task.projectId()));
        all.add(EntityRef.list(task.projectId()));
        return all;
    }

    private @Nullable TaskView parent(TaskView task) {
        return task.parentId() == null ? null : both.one.taskView(EntityRef.task(task.parentId()));
    }

    boolean isHere(World service, Card card) {
        Set<EntityRef> live = names().keySet();
        return linked(service, card).stream().anyMatch(live::contains);
    }

    private boolean isHereAndAlive(World service, Card card) {
        return !card.deleted
                && isHere(service, card)
                && linked(service, card).stream().noneMatch(each -> isTold(service, each));
    }

    private static List<EntityRef> linked(World service, Card card) {
        return service.book.ofRemote(service.connector.account(), Set.of(card.id)).stream()
                .map(LinkBook.Entry::entity)
                .toList();
    }

    /** What is below it there stays there, as deep as the ledger does not go. */
    private boolean isDeepest(EntityRef entity) {
        return entity.kind() == EntityRef.Kind.TASK
                && lineage(both.one.taskView(entity)).stream()
                                .filter(each -> each.kind() == EntityRef.Kind.TASK)
                                .count()
                        >= Violations.LEVELS;
    }

    Map<EntityRef, String> names() {
        Map<EntityRef, String> names = new HashMap<>();
        both.liveProjects().forEach(each -> names.put(EntityRef.project(each.id()), each.name()));
        both.liveTasks().forEach(each -> names.put(EntityRef.task(each.id()), each.title()));
        return names;
    }
}
