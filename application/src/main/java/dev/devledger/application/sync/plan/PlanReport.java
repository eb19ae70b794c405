package dev.devledger.application.sync.plan;

import dev.devledger.application.sync.local.EntityKeys;
import dev.devledger.application.sync.memory.ConflictView.EntityView;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.existence.ExistenceDecision.ExistenceRule;
import dev.devledger.domain.sync.merge.Merge;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes a plan for people and scripts: a line for each write, on either side. */
public final class PlanReport {
    /** The rule shown for unreadable objects: the service's answer breaks the service's own contract. */
    private static final String CONTRACT = "CONTRACT";

    private PlanReport() {}

    public static List<Line> lines(Plan plan) {
        List<Line> lines = new ArrayList<>();
        plan.items().forEach(each -> add(each, lines));
        return lines;
    }

    /** Returns the lines as operations, for a person who has to approve the whole plan. */
    public static List<PendingApprovals.Operation> operations(Plan plan) {
        Map<String, String> remote = remoteNames(plan);
        return lines(plan).stream()
                .map(line -> new PendingApprovals.Operation(
                        line.direction() + "-" + line.action(),
                        line.entity(),
                        line.remoteId(),
                        remote.get(line.remoteId())))
                .toList();
    }

    public static SyncPlan of(Plan plan, Map<UUID, EntityKeys.KeyedName> called) {
        List<Line> lines = lines(plan);
        Map<UUID, String> keys = EntityKeys.keys(called);
        Map<String, String> remote = remoteNames(plan);
        return new SyncPlan(
                hash(lines),
                lines.stream()
                        .map(line -> new SyncPlan.Item(
                                line.action(),
                                line.direction(),
                                EntityView.of(line.entity(), keys),
                                name(line, called, remote),
                                line.remoteId(),
                                line.fields(),
                                line.rule()))
                        .toList());
    }

    private static @Nullable String name(
            Line line, Map<UUID, EntityKeys.KeyedName> called, Map<String, String> remote) {
        EntityKeys.KeyedName local =
                line.entity() == null ? null : called.get(line.entity().id());
        if (local != null) {
            return local.name();
        }
        return line.remoteId() == null ? null : remote.get(line.remoteId());
    }

    private static Map<String, String> remoteNames(Plan plan) {
        Map<String, String> names = new HashMap<>();
        plan.items().forEach(item -> named(item, names));
        return names;
    }

    /** Collects the names of objects that only the remote has, by remote id. */
    private static void named(Planned planned, Map<String, String> names) {
        switch (planned) {
            case Planned.Imported(RemoteTask remote) ->
                names.put(id(remote), remote.content().title());
            case Planned.ListImported(RemoteList list) -> names.put(list.id(), list.name());
            case Planned.ListFound(var entity, RemoteList list) -> names.put(list.id(), list.name());
            default -> {} // the ledger has a name for the object
        }
    }

    /** Returns a hash of the lines; different plans have different hashes. */
    public static String hash(List<Line> lines) {
        return Sha256.hex(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    private static void add(Planned planned, List<Line> items) {
        switch (planned) {
            case Planned.Merged item -> merge(item.entity(), id(item.remote()), item.merge(), items);
            case Planned.BackInScope item -> {
                items.add(Line.pull("link", item.entity(), id(item.remote()), ExistenceRule.MOVED));
                merge(item.entity(), id(item.remote()), item.merge(), items);
            }
            case Planned.Adopted item -> {
                items.add(Line.pull("link", item.entity(), id(item.remote()), ExistenceRule.UNLINKED_PAIR));
                merge(item.entity(), id(item.remote()), item.merge(), items);
            }
            case Planned.Imported item ->
                items.add(Line.pull("create", null, id(item.remote()), ExistenceRule.REMOTE_ONLY));
            case Planned.DeletedRemotely item ->
                items.add(Line.pull("delete", item.entity(), item.remoteId(), ExistenceRule.DELETED_REMOTELY));
            case Planned.RestoredRemotely item ->
                items.add(Line.pull("restore", item.entity(), id(item.remote()), ExistenceRule.RESTORED_REMOTELY));
            case Planned.Question item -> items.add(Line.pull("ask", item.entity(), null, item.rule()));
            case Planned.Withdrawal item ->
                items.add(Line.pull(
                        "answer", item.entity(), null, item.question().dispute().rowCode()));
            case Planned.FieldsSeen item ->
                items.add(new Line(
                        "update",
                        Line.PULL,
                        item.entity(),
                        item.remoteId(),
                        List.of("fields"),
                        MergeRule.REMOTE_ONLY.code()));
            case Planned.RefusalEnded item -> {} // nothing is done on either side
            case Planned.Closed item ->
                items.add(Line.pull("close", item.entity(), item.remoteId(), ExistenceRule.DELETED_ON_BOTH_SIDES));
            case Planned.OutOfScope item ->
                items.add(Line.pull("leave", item.entity(), item.remoteId(), ExistenceRule.MOVED));
            case Planned.Unreadable item ->
                items.add(Line.pull("quarantine", item.entity(), item.remoteId(), CONTRACT));
            case Planned.ReadableAgain item ->
                items.add(Line.pull("release", item.entity(), item.remoteId(), CONTRACT));
            case Planned.ListFound item ->
                items.add(Line.pull("link", item.entity(), item.list().id(), ExistenceRule.UNLINKED_PAIR));
            case Planned.ListImported item ->
                items.add(Line.pull("create", null, item.list().id(), ExistenceRule.REMOTE_ONLY));
            case Planned.ListGone item -> {
                items.add(Line.pull("end", item.entity(), item.list(), ExistenceRule.DELETED_REMOTELY));
                item.carried().forEach(each -> add(each, items));
            }
            case Planned.ListChanged item -> merge(item.entity(), item.list().id(), item.merge(), items);
            case Planned.Pushed item -> items.add(Line.push(item));
        }
    }

    private static void merge(EntityRef entity, String remoteId, Merge merge, List<Line> items) {
        String rules =
                merge.rows().values().stream().distinct().map(MergeRule::code).collect(Collectors.joining(" "));
        if (!merge.pull().isEmpty()) {
            items.add(new Line("update", Line.PULL, entity, remoteId, words(merge.pull()), rules));
        }
        if (!merge.push().isEmpty()) {
            items.add(new Line("update", Line.PUSH, entity, remoteId, words(merge.push()), rules));
        }
        if (!merge.collisions().isEmpty()) {
            Set<Field> fields =
                    merge.collisions().stream().map(each -> each.field()).collect(Collectors.toSet());
            items.add(new Line("conflict", Line.PULL, entity, remoteId, Line.words(fields), rules));
        }
    }

    private static String id(RemoteTask task) {
        return task.ref().id();
    }

    private static List<String> words(CanonicalChanges changes) {
        return changes.list().stream().map(FieldChange::field).toList();
    }

    /** A line of a plan, before keys are looked up. Its text form, with its name, is part of the hash. */
    record Line(
            String action,
            String direction,
            @Nullable EntityRef entity,
            @Nullable String remoteId,
            List<String> fields,
            String rule) {
        static final String PULL = "pull";
        static final String PUSH = "push";

        static Line pull(String action, @Nullable EntityRef entity, @Nullable String remoteId, ExistenceRule rule) {
            return pull(action, entity, remoteId, rule.code());
        }

        static Line pull(String action, @Nullable EntityRef entity, @Nullable String remoteId, String rule) {
            return new Line(action, PULL, entity, remoteId, List.of(), rule);
        }

        static Line push(Planned.Pushed item) {
            return new Line(
                    item.action().name().toLowerCase(Locale.ROOT),
                    PUSH,
                    item.entity(),
                    item.remoteId(),
                    words(item.fields()),
                    item.code());
        }

        static List<String> words(Set<Field> fields) {
            return fields.stream().sorted().map(Field::word).toList();
        }
    }
}
