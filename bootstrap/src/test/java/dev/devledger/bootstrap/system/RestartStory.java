package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What happens in a round: edits of both sides, three times as many as the sync sees at once, and how all of it must look
 * in the end. The round's name stands before each name, so that rounds share a ledger.
 */
final class RestartStory {
    private final String round;
    private final String cards;
    private final MortalDevledger devledger;
    private final Sandbox ticktick;
    private String card;
    private String list;
    private JsonNode write;
    private String read;
    private String done;
    private String moved;
    private String listed;
    private String deletedHere;
    private String deletedThere;
    private String phoneCard;

    RestartStory(String round, String cards, MortalDevledger devledger, Sandbox ticktick) {
        this.round = round + " ";
        this.cards = cards;
        this.devledger = devledger;
        this.ticktick = ticktick;
    }

    /** Each is to be told at once, and looked at by the sync when it is over. */
    List<Runnable> chapters() {
        return List.of(this::made, this::editedOnBothSides, this::deletedAndPlacedElsewhere);
    }

    private void made() {
        card = project("Card", "\"tags\":[\"dev\"],\"priority\":\"high\",\"description\":\"two\\nlines\"");
        write = task(
                card,
                "Write",
                ",\"dueDate\":\"2027-03-31\",\"tags\":[\"x\"],"
                        + "\"checklist\":[{\"title\":\"a\"},{\"title\":\"b\",\"done\":true}]");
        read = text(task(card, "Read", ",\"parent\":\"" + text(write, "id") + "\""), "id");
        done = text(task(card, "Done", ""), "id");
        act(done, "complete");
        list = project("List", "\"placement\":\"list\"");
        listed = text(task(list, "In", ",\"priority\":\"low\""), "id");
        moved = text(task(list, "Move", ""), "id");
        String other = project("Other", "\"priority\":\"none\"");
        deletedHere = text(task(other, "Go", ""), "id");
        deletedThere = text(task(other, "Old", ""), "id");
    }

    private void editedOnBothSides() {
        String home = ticktick.list(cards);
        String writeThere = there("/api/tasks/" + text(write, "id"));
        ticktick.editInApp(writeThere, "{\"title\":\"" + round + "Write, theirs\"}");
        patch("/api/tasks/" + text(write, "id"), "{\"title\":\"" + round + "Write, ours\",\"description\":\"ours\"}");
        JsonNode items = ticktick.task(home, writeThere).path("items");
        ((ObjectNode) items.path(0)).put("status", 1);
        ticktick.editInApp(writeThere, "{\"items\":" + items + "}");
        String kept = Samples.each(write.path("checklist"), JsonNode::toString).stream()
                .collect(Collectors.joining(","));
        patch("/api/tasks/" + text(write, "id"), "{\"checklist\":[" + kept + ",{\"title\":\"c\"}]}");
        patch("/api/projects/" + card, "{\"name\":\"" + round + "Card, renamed\"}");
        act(read, "complete");
        ticktick.inApp(there("/api/tasks/" + done), "reopen", "");
        devledger.write("POST", "/api/tasks/" + moved + "/move", "{\"project\":\"" + card + "\"}");
        String listedThere = there("/api/tasks/" + listed);
        ticktick.editInApp(listedThere, "{\"tags\":[\"there\"]}");
        patch("/api/tasks/" + listed, "{\"tags\":[\"here\"]}");
        ticktick.inApp(listedThere, "complete", "");
        phoneCard = ticktick.createInApp(home, round + "Phone");
        ticktick.editInApp(phoneCard, "{\"content\":\"typed there\"}");
        ticktick.parentInApp(ticktick.createInApp(home, round + "Phone task"), phoneCard);
    }

    private void deletedAndPlacedElsewhere() {
        devledger.write("DELETE", "/api/tasks/" + deletedHere, null);
        ticktick.inApp(there("/api/tasks/" + deletedThere), "delete", "");
        patch("/api/projects/" + card, "{\"placement\":\"list\"}");
        patch("/api/projects/" + list, "{\"placement\":\"card\"}");
        String phoneTask = all("/api/tasks?limit=200").stream()
                .filter(each -> text(each, "title").equals(round + "Phone task"))
                .map(each -> text(each, "id"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(round + "Phone task was not pulled"));
        patch("/api/tasks/" + phoneTask, "{\"title\":\"" + round + "Phone task, ours\"}");
    }

    /** How the ledger must look then, worked out by hand. */
    static List<String> end() {
        return List.of(
                "project Card, renamed, active, as list, high, [dev], two\nlines",
                "project List, active, as card, none, [], ",
                "project Other, active, as card, none, [], ",
                "project Phone, active, as card, none, [], typed there",
                "task Card, renamed/-/Done, open, none, , [], , ",
                "task Card, renamed/-/Move, open, none, , [], , ",
                "task Card, renamed/-/Write, theirs, open, none, 2027-03-31, [x], a x b x c -, ours",
                "task Card, renamed/Write, theirs/Read, completed, none, , [], , ",
                "task List/-/In, completed, low, , [here, there], , ",
                "task Phone/-/Phone task, ours, open, none, , [], , ");
    }

    List<String> seen() {
        List<JsonNode> projects = mine("/api/projects?limit=200", "name");
        List<JsonNode> tasks = mine("/api/tasks?limit=200", "title");
        List<String> seen = new ArrayList<>();
        projects.forEach(each -> seen.add("project %s, %s, as %s, %s, %s, %s"
                .formatted(
                        name(each, "name"),
                        text(each, "status"),
                        text(each, "placement"),
                        text(each, "priority"),
                        tags(each),
                        text(each, "description"))));
        tasks.forEach(each -> seen.add("task %s/%s/%s, %s, %s, %s, %s, %s, %s"
                .formatted(
                        named(projects, text(each, "projectId"), "name"),
                        named(tasks, text(each, "parentId"), "title"),
                        name(each, "title"),
                        text(each, "status"),
                        text(each, "priority"),
                        text(each, "dueDate"),
                        tags(each),
                        Samples.each(
                                        each.path("checklist"),
                                        item -> text(item, "title")
                                                + (item.path("done").asBoolean() ? " x" : " -"))
                                .stream()
                                .collect(Collectors.joining(" ")),
                        text(each, "description"))));
        return seen.stream().sorted(Comparator.naturalOrder()).toList();
    }

    /** What is on record as typed over one another. */
    static List<String> collisions() {
        return List.of("title: Write, ours and Write, theirs, applied");
    }

    List<String> recorded() {
        return all("/api/sync/conflicts?limit=200").stream()
                .filter(each -> text(each, "local").startsWith(round)
                        || text(each, "remote").startsWith(round))
                .map(each -> "%s: %s and %s, %s"
                        .formatted(text(each, "field"), name(each, "local"), name(each, "remote"), text(each, "state")))
                .toList();
    }

    /** Deleted ones, with the state of their link. */
    static List<String> deletions() {
        return List.of("Go, closed", "Old, closed");
    }

    List<String> deleted() {
        return mine("/api/tasks?limit=200&deleted=true", "title").stream()
                .map(each -> name(each, "title") + ", " + text(each.at("/links/0"), "state"))
                .sorted()
                .toList();
    }

    private static List<String> tags(JsonNode entity) {
        return Sandbox.texts(entity, "tags").stream().sorted().toList();
    }

    private String named(List<JsonNode> all, String id, String field) {
        return all.stream()
                .filter(each -> text(each, "id").equals(id))
                .map(each -> name(each, field))
                .findFirst()
                .orElse("-");
    }

    private String name(JsonNode entity, String field) {
        String name = text(entity, field);
        return name.startsWith(round) ? name.substring(round.length()) : name;
    }

    private List<JsonNode> mine(String path, String field) {
        return all(path).stream()
                .filter(each -> text(each, field).startsWith(round))
                .toList();
    }

    private List<JsonNode> all(String path) {
        return devledger.ask(api -> Samples.all(api, path));
    }

    private String there(String path) {
        JsonNode entity = devledger.ask(api -> api.read(path));
        String id = text(entity.at("/links/0"), "remoteId");
        if (id.isEmpty()) {
            throw new AssertionError("not in TickTick: " + entity);
        }
        return id;
    }

    private String project(String name, String more) {
        return devledger
                .write(
                        "POST",
                        "/api/projects",
                        "{\"name\":\"%s%s\",\"status\":\"active\",%s}".formatted(round, name, more))
                .text("id");
    }

    private JsonNode task(String project, String title, String more) {
        return devledger
                .write(
                        "POST",
                        "/api/projects/" + project + "/tasks",
                        "{\"title\":\"" + round + title + "\"" + more + "}")
                .json();
    }

    private void patch(String path, String body) {
        devledger.write("PATCH", path, body);
    }

    private void act(String task, String action) {
        devledger.write("POST", "/api/tasks/" + task + "/" + action, null);
    }
}
