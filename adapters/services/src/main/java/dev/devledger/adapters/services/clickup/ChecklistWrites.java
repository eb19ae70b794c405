package dev.devledger.adapters.services.clickup;

import static dev.devledger.adapters.services.clickup.Answers.answer;

import dev.devledger.adapters.services.clickup.client.ClickUpClient;
import dev.devledger.adapters.services.clickup.json.TaskJson;
import dev.devledger.adapters.services.clickup.json.Wire;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.domain.sync.content.Canonical.Check;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.Item;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checklist of a task. An item has no place that can be written: a new one is the last. So where what is to be there is
 * in another order, the items that are there take the titles in that order.
 */
final class ChecklistWrites {
    private final ClickUpClient client;

    ChecklistWrites(ClickUpClient client) {
        this.client = client;
    }

    /** One item of it: what it is, null where it is new, and what it is to say, null where it is to go. */
    private record Edit(@Nullable Item item, @Nullable Check check) {
        boolean changes() {
            return item == null || check == null || !item.title().equals(check.title()) || item.done() != check.done();
        }
    }

    /** Whether the answer to the last request of these shows the checklist: to a removal ClickUp answers nothing. */
    static boolean tells(List<Item> items, List<Check> wanted) {
        List<Edit> edits = requests(items, wanted);
        return !edits.isEmpty() && edits.getLast().check() != null;
    }

    /** What goes first, so that an answer that tells comes last. */
    private static List<Edit> requests(List<Item> items, List<Check> wanted) {
        List<Edit> edits = new ArrayList<>(edits(items, wanted));
        edits.removeIf(edit -> !edit.changes());
        edits.sort(Comparator.comparing(edit -> edit.check() != null));
        return edits;
    }

    /**
     * @param checklist its id; null where there is none yet
     * @return the task with the items that the last answer tells; empty where it tells none
     */
    RemoteAnswer<Optional<RemoteTask>> write(RemoteTask task, List<Check> wanted, @Nullable String checklist) {
        List<Edit> edits = requests(task.items(), wanted);
        if (edits.isEmpty()) {
            return new Ok<>(Optional.of(task));
        }
        RemoteAnswer<String> there = checklist == null ? make(task.ref()) : new Ok<>(checklist);
        return there.flatMap(id -> send(id, edits).map(told -> told.map(items -> task.withItems(items, id))));
    }

    private RemoteAnswer<String> make(RemoteRef task) {
        return answer(
                client.call(
                        Share.WRITE,
                        Endpoint.post("task", task.id(), "checklist"),
                        Wire.object().put("name", TaskJson.CHECKLIST)),
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
        Check check = edit.check();
        if (check == null) {
            String id = Objects.requireNonNull(item).id();
            return answer(
                    client.call(Share.WRITE, Endpoint.delete("checklist", checklist, "checklist_item", id)),
                    any -> Optional.empty());
        }
        if (item != null) {
            ObjectNode body = Wire.object().put("name", check.title()).put("resolved", check.done());
            return answer(
                    client.call(Share.WRITE, Endpoint.put("checklist", checklist, "checklist_item", item.id()), body),
                    ChecklistWrites::told);
        }
        return added(checklist, check);
    }

    /** The answer is the whole checklist; where it is not, nothing is told. */
    private static Optional<List<Item>> told(JsonNode json) {
        JsonNode checklist = json.path("checklist");
        return TaskJson.areItemsOf(checklist) ? Optional.of(TaskJson.itemsOf(checklist)) : Optional.empty();
    }

    /** A new one is never done. */
    private RemoteAnswer<Optional<List<Item>>> added(String checklist, Check check) {
        RemoteAnswer<Optional<List<Item>>> made = answer(
                client.call(
                        Share.WRITE,
                        Endpoint.post("checklist", checklist, "checklist_item"),
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

    private static List<Edit> edits(List<Item> items, List<Check> wanted) {
        List<Edit> kept = new ArrayList<>();
        List<Item> left = new ArrayList<>(items);
        int at = -1;
        boolean inOrder = true;
        for (Check check : wanted) {
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

    private static @Nullable Item take(List<Item> left, Check check) {
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

    private static List<Edit> byPlace(List<Item> items, List<Check> wanted) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < Math.max(items.size(), wanted.size()); i++) {
            edits.add(new Edit(i < items.size() ? items.get(i) : null, i < wanted.size() ? wanted.get(i) : null));
        }
        return edits;
    }
}
