package dev.devledger.application.sync;

import dev.devledger.domain.shared.FieldChange;
import dev.devledger.domain.sync.CanonicalChanges;
import dev.devledger.domain.sync.CanonicalChanges.Field;
import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.Merge;
import dev.devledger.domain.sync.RemoteTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as people and scripts read it: a line for each thing that is going to be done, on either side. */
final class PlanWords {
    private static final String PULL = "pull";
    private static final String PUSH = "push";

    private PlanWords() {}

    static SyncPlan of(Plan plan) {
        List<SyncPlan.Item> items = new ArrayList<>();
        plan.items().forEach(each -> add(each, items));
        return SyncPlan.of(items);
    }

    private static void add(Planned planned, List<SyncPlan.Item> items) {
        switch (planned) {
            case Planned.Merged item -> merge("update", item.entity(), item.remote(), item.merge(), items);
            case Planned.Returned item -> {
                items.add(item("link", PULL, item.entity(), id(item.remote()), "E11"));
                merge("update", item.entity(), item.remote(), item.merge(), items);
            }
            case Planned.Adopted item -> {
                items.add(item("link", PULL, item.entity(), id(item.remote()), "E3"));
                merge("update", item.entity(), item.remote(), item.merge(), items);
            }
            case Planned.Imported item -> items.add(item("create", PULL, null, id(item.remote()), "E2"));
            case Planned.Removed item -> items.add(item("delete", PULL, item.entity(), item.remoteId(), "E6"));
            case Planned.Revived item -> items.add(item("restore", PULL, item.entity(), id(item.remote()), "E12"));
            case Planned.Asked item -> items.add(item("ask", PULL, item.entity(), null, item.row()));
            case Planned.Answered item -> items.add(item("answer", PULL, item.entity(), null, item.row()));
            case Planned.Closed item -> items.add(item("close", PULL, item.entity(), item.remoteId(), "E10"));
            case Planned.Left item -> items.add(item("leave", PULL, item.entity(), item.remoteId(), "E11"));
            case Planned.ListFound item ->
                items.add(item("link", PULL, item.entity(), item.list().id(), "E3"));
            case Planned.ListRenamed item ->
                merge("update", item.entity(), item.list().id(), item.merge(), items);
            case Planned.Pushed item ->
                items.add(new SyncPlan.Item(
                        item.action(), PUSH, item.entity(), item.remoteId(), words(item.fields()), item.row()));
        }
    }

    private static void merge(
            String action, EntityRef entity, RemoteTask remote, Merge merge, List<SyncPlan.Item> items) {
        merge(action, entity, id(remote), merge, items);
    }

    private static void merge(
            String action, EntityRef entity, String remoteId, Merge merge, List<SyncPlan.Item> items) {
        String rules = merge.rows().values().stream().distinct().map(Enum::name).collect(Collectors.joining(" "));
        if (!merge.pull().isEmpty()) {
            items.add(new SyncPlan.Item(action, PULL, entity, remoteId, words(merge.pull()), rules));
        }
        if (!merge.push().isEmpty()) {
            items.add(new SyncPlan.Item(action, PUSH, entity, remoteId, words(merge.push()), rules));
        }
        if (!merge.collisions().isEmpty()) {
            Set<Field> fields =
                    merge.collisions().stream().map(each -> each.field()).collect(Collectors.toSet());
            items.add(new SyncPlan.Item("conflict", PULL, entity, remoteId, words(fields), rules));
        }
    }

    private static String id(RemoteTask task) {
        return task.ref().id();
    }

    private static SyncPlan.Item item(
            String action, String direction, @Nullable EntityRef entity, @Nullable String remoteId, String rule) {
        return new SyncPlan.Item(action, direction, entity, remoteId, List.of(), rule);
    }

    private static List<String> words(CanonicalChanges changes) {
        return changes.list().stream().map(FieldChange::field).toList();
    }

    private static List<String> words(Set<Field> fields) {
        return fields.stream()
                .sorted()
                .map(field -> field.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
