package dev.devledger.application.sync.record;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.NewEventListener;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.PendingWork.SyncAlarm;
import dev.devledger.application.task.DependencyGraph;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Marks for each account the entities of which a change may have to be pushed, and requests cycles for these accounts.
 * An event does nothing else for the sync, and nothing at all for an account that is off. The account that brought the
 * change gets the marks too, and finds nothing to send, as both its sides hold the same by then.
 */
public final class DirtyMarks implements NewEventListener {
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
                case TaskEvent.FieldsRead own -> {} // a service's own fields concern no other service
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
                    if (e instanceof ProjectEvent.Edited edited && ProjectDetails.places(edited.changes())) {
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

    /**
     * Marks the tasks that are blocked by restored tasks: the service may have lost these dependencies while the
     * blockers were deleted.
     */
    private void waitingForRestored(Map<TaskId, UUID> restored, Map<EntityRef, UUID> dirty) {
        Map<UUID, List<TaskId>> byChangeSet = new LinkedHashMap<>();
        restored.forEach((task, changeSet) ->
                byChangeSet.computeIfAbsent(changeSet, set -> new ArrayList<>()).add(task));
        byChangeSet.forEach((changeSet, tasks) -> waitingFor(tasks).forEach(each -> dirty.put(each, changeSet)));
    }

    /** Marks the tasks that are blocked by a newly linked task: only now can the service hold the dependency. */
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

    /** Marks for each account that has comments the tasks whose notes may have to be sent. */
    public static final class NoteMarks implements NewEventListener {
        private final List<ConnectedAccount> accounts;
        private final PendingNotes work;

        public NoteMarks(List<ConnectedAccount> accounts, PendingNotes work) {
            this.accounts = accounts.stream().filter(each -> !each.off()).toList();
            this.work = work;
        }

        @Override
        public void stored(List<LedgerEvent> events) {
            for (ConnectedAccount account : accounts) {
                List<UUID> noted =
                        events.stream().flatMap(event -> noted(event, account)).toList();
                Map<UUID, Boolean> links = new LinkedHashMap<>();
                events.forEach(event -> link(event, account, links));
                List<UUID> linked = those(links, true);
                List<UUID> ended = those(links, false);
                if (!noted.isEmpty()) {
                    work.markNoted(account, noted);
                }
                if (!linked.isEmpty()) {
                    work.markLinked(account, linked);
                }
                if (!ended.isEmpty()) {
                    work.markEnded(account, ended);
                }
            }
        }

        /** Returns the task of a new or restored note; empty if the account itself brought the new note. */
        private static Stream<UUID> noted(LedgerEvent event, ConnectedAccount account) {
            return switch (event.payload()) {
                case TaskEvent.NoteAdded e ->
                    event.by().channel().equals(account.connector())
                            ? Stream.of()
                            : Stream.of(e.task().value());
                case TaskEvent.NoteRestored e -> Stream.of(e.task().value());
                default -> Stream.of();
            };
        }

        private static List<UUID> those(Map<UUID, Boolean> links, boolean linked) {
            return links.entrySet().stream()
                    .filter(each -> each.getValue() == linked)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /**
         * Records whether the event's task is linked after the event, if the event begins or ends a link of this
         * account.
         */
        private static void link(LedgerEvent event, ConnectedAccount account, Map<UUID, Boolean> links) {
            if (!(event.payload() instanceof SyncEvent happened)) {
                return;
            }
            SyncLinkId link = happened.link();
            boolean ours = link.connector().equals(account.connector())
                    && link.account().equals(account.account())
                    && link.entity().kind() == EntityRef.Kind.TASK;
            if (ours && happened instanceof SyncEvent.Linked) {
                links.put(link.entity().id(), true);
            } else if (ours && isEnd(happened)) {
                links.put(link.entity().id(), false);
            }
        }

        private static boolean isEnd(SyncEvent event) {
            return switch (event) {
                case SyncEvent.DeleteIntended e -> true;
                case SyncEvent.DeleteDecided e -> true;
                case SyncEvent.Closed e -> true;
                case SyncEvent.Detached e -> true;
                case SyncEvent.Stopped e -> true;
                case SyncEvent.LeftScope e -> true;
                case SyncEvent.DetachedUntilDecision e -> true;
                case SyncEvent.RemoteGone e -> true;
                default -> false;
            };
        }

        /** Does nothing, as {@link DirtyMarks} requests the cycle. */
        @Override
        public void committed() {}
    }

    /**
     * Marks, for each account that syncs time, the entries that may have to be written. The account that brought the
     * change gets the marks too: the change may have stopped another of its entries.
     */
    public static final class TimeMarks implements NewEventListener {
        private final List<ConnectedAccount> accounts;
        private final PendingTimeEntries work;

        public TimeMarks(List<ConnectedAccount> accounts, PendingTimeEntries work) {
            this.accounts = accounts.stream().filter(each -> !each.off()).toList();
            this.work = work;
        }

        @Override
        public void stored(List<LedgerEvent> events) {
            Set<UUID> entries = events.stream()
                    .filter(event -> event.payload() instanceof TimeEntryEvent)
                    .map(event -> ((TimeEntryEvent) event.payload()).entry().value())
                    .collect(Collectors.toSet());
            if (!entries.isEmpty()) {
                accounts.forEach(account -> work.mark(account, entries));
            }
        }

        /** Does nothing, as {@link DirtyMarks} requests the cycle. */
        @Override
        public void committed() {}
    }
}
