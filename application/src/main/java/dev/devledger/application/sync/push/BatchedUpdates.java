package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteReads;
import dev.devledger.application.sync.connector.RemoteWrites;
import dev.devledger.application.sync.cycle.CycleCalls;
import dev.devledger.application.sync.local.PushBatch.PushCandidate;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes many changes of linked entities at once: reads their list once instead of each object, and sends a batch of
 * writes in one call. An item that is not simple, for example because others have changed it too, is pushed by itself.
 */
final class BatchedUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(BatchedUpdates.class);

    /** The least number of changes in a list for which a read of the list pays. */
    private static final int WORTH_IT = 4;

    /**
     * The number of tries in a batch: an item that has failed that often may be what keeps the other items from
     * succeeding.
     */
    private static final int TRIES = 2;

    /** An entity with the content that it should have, and the remote list in which it should be. */
    record DueUpdate(EntityRef entity, CanonicalContent content, String home) {}

    /** An entity with its remote task as read, and the planned change. */
    record CheckedUpdate(DueUpdate due, SyncLink.Linked linked, RemoteTask task, Reconciliation plan) {
        EntityRef entity() {
            return due.entity();
        }
    }

    private final PushContext context;
    private final SentBatch sending;
    private final Map<EntityRef, PushOutcome> outcomes = new HashMap<>();

    BatchedUpdates(PushContext context) {
        this.context = context;
        this.sending = new SentBatch(context, outcomes::put);
    }

    /** Writes the changes; returns the outcome of each item that needs nothing more in this cycle. */
    Map<EntityRef, PushOutcome> run(List<PushCandidate> level) {
        outcomes.clear();
        Map<String, List<DueUpdate>> byList = new LinkedHashMap<>();
        for (PushCandidate each : level) {
            if (link(each) instanceof SyncLink.Linked linked) {
                due(each, linked)
                        .ifPresent(due -> byList.computeIfAbsent(linked.remote().list(), any -> new ArrayList<>())
                                .add(due));
            }
        }
        byList.forEach(this::inList);
        return Map.copyOf(outcomes);
    }

    private SyncLink link(PushCandidate candidate) {
        return context.link(candidate.item().entity());
    }

    /** Returns the change to make; empty if there is nothing to do, or if the item has to be pushed by itself. */
    private Optional<DueUpdate> due(PushCandidate candidate, SyncLink.Linked stored) {
        EntityRef entity = candidate.item().entity();
        boolean plain = entity.kind() != EntityRef.Kind.LIST
                && candidate.item().attempts() < TRIES
                && stored.wasOpen()
                && !UpdateSteps.isIgnored(stored);
        if (!plain
                || !(candidate.wanted() instanceof DesiredObject.Present present)
                || !(context.find(present.home()) instanceof TargetList.Availability.Ready(var home))) {
            return Optional.empty();
        }
        if (!stored.remote().list().equals(home) && context.closed().takesNothingNew(home)) {
            return Optional.empty(); // such a list is tried with one item from time to time
        }
        CanonicalContent own = context.content(entity, present, home);
        if (own == null) {
            return Optional.empty();
        }
        SyncLink.Linked linked = context.words().compared(entity.kind(), stored);
        CanonicalContent content = linked.inTheirForm(own);
        boolean settled = linked.remote().list().equals(home)
                && content.equals(linked.base())
                && linked.sent().isEmpty()
                && candidate.item().attempts() == 0;
        return settled ? Optional.empty() : Optional.of(new DueUpdate(entity, content, home));
    }

    private void inList(String list, List<DueUpdate> all) {
        int batch = context.capabilities().batch().updates();
        int most = CycleCalls.BETWEEN * batch;
        for (int from = 0; from < all.size(); from += most) {
            List<DueUpdate> some = all.subList(from, Math.min(all.size(), from + most));
            if (Math.min(batch, some.size()) >= WORTH_IT) {
                together(list, some);
            }
        }
    }

    private void together(String list, List<DueUpdate> some) {
        try {
            Map<String, CheckedUpdate> looked = looked(some, sending.open(list));
            List<CheckedUpdate> here = new ArrayList<>();
            Map<String, List<CheckedUpdate>> elsewhere = new LinkedHashMap<>();
            looked.values().forEach(each -> {
                boolean atHome = each.due().home().equals(list);
                (atHome ? here : elsewhere.computeIfAbsent(each.due().home(), any -> new ArrayList<>())).add(each);
            });
            sending.write(list, here, false);
            elsewhere.forEach(this::move);
        } catch (Rejection e) {
            // Another node has recorded something else in the meantime: each item is pushed by itself.
            LOG.info("The changes in the list {} are sent one by one, not together: {}", list, e.getMessage());
        }
    }

    private void move(String home, List<CheckedUpdate> all) {
        Map<String, RemoteTask> there = sending.move(home, all);
        List<DueUpdate> arrived = all.stream()
                .filter(each -> there.containsKey(each.task().ref().id()))
                .map(CheckedUpdate::due)
                .toList();
        sending.write(home, List.copyOf(looked(arrived, there).values()), true);
    }

    /** Returns the items among these that are simple enough for a batch, by their remote ids. */
    private Map<String, CheckedUpdate> looked(List<DueUpdate> some, Map<String, RemoteTask> there) {
        Map<String, CheckedUpdate> looked = new LinkedHashMap<>();
        for (DueUpdate due : some) {
            if (context.link(due.entity()) instanceof SyncLink.Linked stored) {
                RemoteTask task = there.get(stored.remote().id());
                SyncLink.Linked linked = context.known()
                        .remembered(
                                context.calls().now(),
                                context.words().compared(due.entity().kind(), stored));
                if (task != null && isPlain(due, linked, task, there)) {
                    looked.put(task.ref().id(), new CheckedUpdate(due, linked, task, plan(due, linked, task)));
                }
            }
        }
        return looked;
    }

    private Reconciliation plan(DueUpdate due, SyncLink.Linked linked, RemoteTask task) {
        return Reconciliation.of(
                        due.content(),
                        linked,
                        context.words().compared(due.entity().kind(), task),
                        task.recurring())
                .without(context.known().frozen(due.entity()));
    }

    private boolean isPlain(DueUpdate due, SyncLink.Linked linked, RemoteTask task, Map<String, RemoteTask> there) {
        Reconciliation plan = plan(due, linked, task);
        CanonicalChanges push = plan.push();
        boolean abandoned =
                push.status() != null && push.status().to() == RemoteStatus.ABANDONED; // no list shows abandoned tasks
        boolean moves = !due.home().equals(task.ref().list());
        return Reconciliation.oldViews(
                                linked, context.words().compared(due.entity().kind(), task))
                        .isEmpty()
                && plan.remoteChanged().isEmpty()
                && context.unshown(due.entity().kind(), task.gaps(), push.fields())
                        .isEmpty()
                && !context.calls().isDoubted(task.ref())
                && !plan.clearsDatesOf(task)
                && !plan.writesPartsOf(linked)
                && !abandoned
                && isOneRequest(due, task, push)
                && (moves || push.parent() == null || isNotBelow(push.parent().to(), task, there));
    }

    /** True if the change takes at most one request, which can be sent in a batch and repeated. */
    private boolean isOneRequest(DueUpdate due, RemoteTask task, CanonicalChanges push) {
        List<RemoteWrites.Step> script =
                UpdateSteps.script(context, due.entity().kind(), task, push);
        return script.size() <= 1 && script.stream().allMatch(RemoteWrites.Step::absolute);
    }

    /** True if the new parent is in the list, under the list's top, and not below the task itself. */
    private static boolean isNotBelow(@Nullable String parent, RemoteTask task, Map<String, RemoteTask> there) {
        String each = parent;
        for (int depth = 0;
                depth < RemoteReads.FOLLOWED
                        && each != null
                        && !each.equals(task.ref().list());
                depth++) {
            RemoteTask above = there.get(each);
            if (above == null || each.equals(task.ref().id())) {
                return false;
            }
            each = above.content().parent();
        }
        return each == null || each.equals(task.ref().list());
    }
}
