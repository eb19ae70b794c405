package dev.devledger.application.sync.record;

import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.application.dependency.DependencyGraph;
import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.application.projection.LiveListener;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.SyncAlarm;
import dev.devledger.domain.project.ProjectEvent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.task.TaskEvent;
import dev.devledger.domain.task.TaskId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Marks for each account what a change may have to be pushed of, and asks for their cycles. This is all that an event does
 * towards a remote; towards one that is off it does nothing. The account that brought the change is told too, and finds
 * nothing to send: both its sides hold the same by then.
 */
public final class DirtyMarks implements LiveListener {
    private final List<ConnectedAccount> accounts;
    private final PendingWork work;
    private final SyncAlarm alarm;
    private final DependencyGraph dependencies;

    public DirtyMarks(
            List<ConnectedAccount> accounts, PendingWork work, SyncAlarm alarm, DependencyGraph dependencies) {
        this.dependencies = dependencies;
        this.accounts = accounts.stream().filter(each -> !each.off()).toList();
        this.work = work;
        this.alarm = alarm;
    }

    @Override
    public void stored(List<LedgerEvent> events) {
        if (accounts.isEmpty()) {
            return;
        }
        Map<EntityRef, UUID> dirty = new LinkedHashMap<>();
        Set<EntityRef> created = new HashSet<>();
        Map<TaskId, UUID> restored = new LinkedHashMap<>();
        for (LedgerEvent event : events) {
            switch (event.payload()) {
                case ProjectEvent.NoteAdded note -> {} // notes stay in the ledger
                case ProjectEvent.NoteRetracted note -> {}
                case ProjectEvent.NoteRestored note -> {}
                case TaskEvent.NoteAdded note -> {}
                case TaskEvent.NoteRetracted note -> {}
                case TaskEvent.NoteRestored note -> {}
                case TaskEvent.FieldsRead own -> {} // no other service has them
                case ProjectEvent.Created e -> {
                    created.add(EntityRef.project(e.project().value()));
                    dirty.put(EntityRef.project(e.project().value()), event.changeSet());
                }
                case TaskEvent.Created e -> {
                    created.add(EntityRef.task(e.task().value()));
                    dirty.put(EntityRef.task(e.task().value()), event.changeSet());
                }
                case ProjectEvent e -> {
                    dirty.put(EntityRef.project(e.project().value()), event.changeSet());
                    if (e instanceof ProjectEvent.Edited edited
                            && ProjectDetails.places(edited.changes())) {
                        accounts.forEach(
                                each -> work.markTasksOf(each, e.project().value()));
                    }
                }
                case SyncEvent.Linked e -> waitingFor(e.link());
                case TaskEvent.Restored e -> {
                    dirty.put(EntityRef.task(e.task().value()), event.changeSet());
                    restored.put(e.task(), event.changeSet());
                }
                case TaskEvent e -> dirty.put(EntityRef.task(e.task().value()), event.changeSet());
                default -> {}
            }
        }
        waitingForRestored(restored, dirty);
        mark(dirty, created);
    }

    /** While these were deleted, it may have been written there that nobody waits for them. */
    private void waitingForRestored(Map<TaskId, UUID> restored, Map<EntityRef, UUID> dirty) {
        Map<UUID, List<TaskId>> byChangeSet = new LinkedHashMap<>();
        restored.forEach((task, changeSet) ->
                byChangeSet.computeIfAbsent(changeSet, set -> new ArrayList<>()).add(task));
        byChangeSet.forEach((changeSet, tasks) -> waitingFor(tasks).forEach(each -> dirty.put(each, changeSet)));
    }

    /** Only now can it be said there that they wait for it. */
    private void waitingFor(SyncLinkId link) {
        if (link.entity().kind() != EntityRef.Kind.TASK) {
            return;
        }
        List<EntityRef> waiting = waitingFor(List.of(new TaskId(link.entity().id())));
        accounts.stream()
                .filter(each -> !waiting.isEmpty() && each.link(link.entity()).equals(link))
                .forEach(each -> work.mark(each, waiting));
    }

    private List<EntityRef> waitingFor(List<TaskId> tasks) {
        return dependencies.waitingFor(tasks).stream()
                .map(each -> EntityRef.task(each.value()))
                .toList();
    }

    private void mark(Map<EntityRef, UUID> dirty, Set<EntityRef> created) {
        Map<UUID, Set<EntityRef>> byChangeSet = new LinkedHashMap<>();
        dirty.forEach((entity, changeSet) -> byChangeSet
                .computeIfAbsent(changeSet, set -> new LinkedHashSet<>())
                .add(entity));
        byChangeSet.forEach((changeSet, entities) -> {
            boolean allNew = created.containsAll(entities);
            for (ConnectedAccount account : accounts) {
                if (allNew) {
                    work.markNew(account, entities, changeSet);
                } else {
                    work.mark(account, entities, changeSet);
                }
            }
        });
    }

    @Override
    public void committed() {
        if (!accounts.isEmpty()) {
            alarm.ring();
        }
    }
}
