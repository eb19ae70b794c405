package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.ClickUpRemoteTasks.Answers.answer;
import static dev.devledger.adapters.services.kernel.Endpoint.delete;
import static dev.devledger.adapters.services.kernel.Endpoint.post;
import static dev.devledger.adapters.services.kernel.Endpoint.put;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteWrites.Step;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the checklist of a task. The position of an item cannot be written, and a new item comes last. So if the order
 * changes, the existing items get new titles, in the new order.
 */
record ChecklistWrites(ClickUpClient client) {
    /**
     * An edit of one item; {@code item} is null if the item is new, {@code check} is null if the item is to be removed.
     */
    private record Edit(@Nullable Item item, @Nullable ChecklistEntry check) {
        boolean changes() {
            return item == null || check == null || !item.title().equals(check.title()) || item.done() != check.done();
        }
    }

    /** True if the answer to the last of the requests shows the checklist, which it does unless it removes an item. */
    static boolean tells(List<Item> items, List<ChecklistEntry> wanted) {
        List<Edit> edits = requests(items, wanted);
        return !edits.isEmpty() && edits.getLast().check() != null;
    }

    /** Returns the edits to send, removals first, as their answers do not show the checklist. */
    private static List<Edit> requests(List<Item> items, List<ChecklistEntry> wanted) {
        List<Edit> edits = new ArrayList<>(edits(items, wanted));
        edits.removeIf(edit -> !edit.changes());
        edits.sort(Comparator.comparing(edit -> edit.check() != null));
        return edits;
    }

    /**
     * @param checklist the checklist's id; null if the task has none yet
     * @return the task with the items of the last answer; empty if the answer shows no items
     */
    RemoteAnswer<Optional<RemoteTask>> write(RemoteTask task, List<ChecklistEntry> wanted, @Nullable String checklist) {
        List<Edit> edits = requests(task.items(), wanted);
        if (edits.isEmpty()) {
            return new Ok<>(Optional.of(task));
        }
        RemoteAnswer<String> there = checklist == null ? make(task.ref()) : new Ok<>(checklist);
        return there.flatMap(id -> send(id, edits).map(told -> told.map(items -> task.withItems(items, id))));
    }

    private RemoteAnswer<String> make(RemoteRef task) {
        return answer(
                client.write(post("task", task.id(), "checklist"), Wire.object().put("name", TaskJson.CHECKLIST)),
                json -> Wire.id(json.path("checklist"), "checklist"));
    }

    private RemoteAnswer<Optional<List<Item>>> send(String checklist, List<Edit> edits) {
        RemoteAnswer<Optional<List<Item>>> answer = new Ok<>(Optional.empty());
        for (Edit edit : edits) {
            answer = answer.flatMap(before -> send(checklist, edit));
        }
        return answer;
    }

    private RemoteAnswer<Optional<List<Item>>> send(String checklist, Edit edit) {
        Item item = edit.item();
        ChecklistEntry check = edit.check();
        if (check == null) {
            String id = Objects.requireNonNull(item).id();
            return answer(client.write(delete("checklist", checklist, "checklist_item", id)), any -> Optional.empty());
        }
        if (item != null) {
            ObjectNode body = Wire.object().put("name", check.title()).put("resolved", check.done());
            return answer(
                    client.write(put("checklist", checklist, "checklist_item", item.id()), body),
                    ChecklistWrites::told);
        }
        return added(checklist, check);
    }

    /** Reads the whole checklist from an answer; empty if the answer does not show it. */
    private static Optional<List<Item>> told(JsonNode json) {
        JsonNode checklist = json.path("checklist");
        return TaskJson.areItemsOf(checklist) ? Optional.of(TaskJson.itemsOf(checklist)) : Optional.empty();
    }

    /** Adds an item. ClickUp makes each new item open, so a done one takes a second request. */
    private RemoteAnswer<Optional<List<Item>>> added(String checklist, ChecklistEntry check) {
        RemoteAnswer<Optional<List<Item>>> made = answer(
                client.write(
                        post("checklist", checklist, "checklist_item"),
                        Wire.object().put("name", check.title())),
                ChecklistWrites::told);
        return made.flatMap(told -> {
            Optional<Item> item = told.flatMap(items -> items.reversed().stream()
                    .filter(each -> each.title().equals(check.title()))
                    .findFirst());
            return item.isPresent() && item.get().done() != check.done()
                    ? send(checklist, new Edit(item.get(), check))
                    : new Ok<>(told);
        });
    }

    private static List<Edit> edits(List<Item> items, List<ChecklistEntry> wanted) {
        List<Edit> kept = new ArrayList<>();
        List<Item> left = new ArrayList<>(items);
        int at = -1;
        boolean inOrder = true;
        for (ChecklistEntry check : wanted) {
            Item item = take(left, check);
            int place = item == null ? items.size() : items.indexOf(item);
            inOrder &= place >= at;
            at = place;
            kept.add(new Edit(item, check));
        }
        if (!inOrder) {
            return byPlace(items, wanted);
        }
        left.forEach(item -> kept.add(new Edit(item, null)));
        return kept;
    }

    private static @Nullable Item take(List<Item> left, ChecklistEntry check) {
        Item found = left.stream()
                .filter(item -> item.id().equals(check.remoteId()))
                .findFirst()
                .or(() -> left.stream()
                        .filter(item -> check.remoteId() == null && item.title().equals(check.title()))
                        .findFirst())
                .orElse(null);
        if (found != null) {
            left.remove(found);
        }
        return found;
    }

    private static List<Edit> byPlace(List<Item> items, List<ChecklistEntry> wanted) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < Math.max(items.size(), wanted.size()); i++) {
            edits.add(new Edit(i < items.size() ? items.get(i) : null, i < wanted.size() ? wanted.get(i) : null));
        }
        return edits;
    }

    /**
     * The requests of a change: one for each tag, some for the checklist, one for each dependency, and one for all
     * other fields, whose answer shows the whole task.
     */
    static final class TaskRequestSequence {
        static final Set<Field> TAGS = EnumSet.of(Field.TAGS);
        static final Set<Field> BLOCKED_BY = EnumSet.of(Field.BLOCKED_BY);
        static final Set<Field> CHECKLIST = EnumSet.of(Field.CHECKLIST);
        private static final Set<Field> OTHERS =
                EnumSet.complementOf(EnumSet.of(Field.TAGS, Field.CHECKLIST, Field.BLOCKED_BY));

        private TaskRequestSequence() {}

        static List<Step> of(RemoteTask current, CanonicalChanges changes) {
            List<CanonicalChanges> requests = new ArrayList<>();
            CanonicalContent now = current.content();
            SortedSet<String> tags = changes.applyTo(now).tags();
            for (SortedSet<String> each : oneByOne(now.tags(), tags)) {
                requests.add(CanonicalChanges.between(now, now.withTags(each)));
                now = now.withTags(each);
            }
            requests.add(changes.only(CHECKLIST));
            for (SortedSet<String> each :
                    oneByOne(now.blockedBy(), changes.applyTo(now).blockedBy())) {
                requests.add(CanonicalChanges.between(now, now.withBlockedBy(each)));
                now = now.withBlockedBy(each);
            }
            requests.add(changes.only(OTHERS));
            boolean tells = changes.checklist() != null
                    && ChecklistWrites.tells(
                            current.items(), changes.applyTo(current.content()).checklist());
            return Step.each(current, requests).stream()
                    .map(step -> tells && step.changes().fields().equals(CHECKLIST) ? step.telling() : step)
                    .toList();
        }

        /** Returns the sets between the two, one change each: removals first, then additions. */
        private static List<SortedSet<String>> oneByOne(SortedSet<String> from, SortedSet<String> to) {
            List<SortedSet<String>> sets = new ArrayList<>();
            SortedSet<String> now = new TreeSet<>(from);
            for (String each : from) {
                if (!to.contains(each)) {
                    now.remove(each);
                    sets.add(new TreeSet<>(now));
                }
            }
            for (String each : to) {
                if (now.add(each)) {
                    sets.add(new TreeSet<>(now));
                }
            }
            return sets;
        }
    }
}
