package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What happens in a round with ClickUp: edits of both sides, three times as many as the sync sees at once, and how both must
 * look in the end. The round's name stands before each name.
 */
final class ClickUpRestartStory {
    private static final Map<String, String> STATUSES =
            Map.of("to do", "open", "done", "completed", "cancelled", "abandoned");
    private static final Map<String, String> PRIORITIES = Map.of("", "none", "2", "high", "3", "medium", "4", "low");

    private final String round;
    private final String folder;
    private final MortalDevledger devledger;
    private final ClickUpThere clickup;
    private String project = "";
    private String write = "";
    private String read = "";
    private String done = "";
    private String go = "";
    private String old = "";

    ClickUpRestartStory(String round, String folder, MortalDevledger devledger, ClickUpThere clickup) {
        this.round = round + " ";
        this.folder = folder;
        this.devledger = devledger;
        this.clickup = clickup;
    }

    /** Each is to be told at once, and looked at by the sync when it is over. */
    List<Runnable> chapters() {
        return List.of(this::made, this::editedOnBothSides, this::deletedAndRenamed);
    }

    private void made() {
        project = text(
                devledger
                        .write("POST", "/api/projects", "{\"name\":\"" + round + "Garden\"}")
                        .json(),
                "id");
        write = task(
                "Write",
                ",\"stage\":\"in review\",\"tags\":[\"x\"],\"checklist\":[{\"title\":\"a\"},{\"title\":\"b\",\"done\":true}]");
        read = task("Read", ",\"parent\":\"" + write + "\"");
        done = task("Done", "");
        devledger.write("POST", "/api/tasks/" + done + "/complete", null);
        go = task("Go", "");
        old = task("Old", "");
    }

    private String task(String title, String more) {
        return text(
                devledger
                        .write(
                                "POST",
                                "/api/projects/" + project + "/tasks",
                                "{\"title\":\"" + round + title + "\"" + more + "}")
                        .json(),
                "id");
    }

    private void editedOnBothSides() {
        clickup.edit(there(write), "{\"name\":\"" + round + "Write, theirs\"}");
        clickup.tag(there(write), "there");
        patch(write, "{\"title\":\"" + round + "Write, ours\",\"description\":\"ours\",\"tags\":[\"x\",\"here\"]}");
        clickup.edit(there(read), "{\"status\":\"in progress\"}");
        patch(read, "{\"priority\":\"high\"}");
        clickup.edit(there(done), "{\"status\":\"to do\"}");
        clickup.edit(clickup.add(list(), round + "Phone"), "{\"markdown_content\":\"typed there\"}");
    }

    private void deletedAndRenamed() {
        devledger.write("DELETE", "/api/tasks/" + go, null);
        clickup.delete("/task/" + there(old));
        devledger.write("PATCH", "/api/projects/" + project, "{\"name\":\"" + round + "Garden, renamed\"}");
        String phone = tasks().stream()
                .filter(each -> text(each, "title").equals(round + "Phone"))
                .map(each -> text(each, "id"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(round + "Phone was not pulled"));
        patch(phone, "{\"title\":\"" + round + "Phone, ours\"}");
    }

    private void patch(String task, String fields) {
        devledger.write("PATCH", "/api/tasks/" + task, fields);
    }

    private String there(String task) {
        return linked("/api/tasks/" + task);
    }

    private String list() {
        return linked("/api/projects/" + project);
    }

    private String linked(String path) {
        return elements(devledger.ask(api -> api.read(path)).path("links")).stream()
                .filter(each -> text(each, "connector").equals("clickup"))
                .map(each -> text(each, "remoteId"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not in ClickUp"));
    }

    /** How both must look then, worked out by hand. */
    static List<String> end() {
        return List.of(
                "Garden, renamed",
                "-/Done, open, none, [], , ",
                "-/Phone, ours, open, none, [], typed there, ",
                "-/Write, theirs, in review, none, [here, there, x], ours, a - b x",
                "Write, theirs/Read, in progress, high, [], , ");
    }

    private List<JsonNode> tasks() {
        return devledger.ask(api -> Samples.all(api, "/api/tasks?limit=200&project=" + project));
    }

    /** In the ledger. */
    List<String> here() {
        List<JsonNode> all = tasks();
        List<String> seen = seen(
                all,
                "title",
                task -> text(task, "parentId"),
                task -> List.of(
                        text(task, "stage").isEmpty() ? text(task, "status") : text(task, "stage"),
                        text(task, "priority"),
                        new TreeSet<>(Sandbox.texts(task, "tags")).toString(),
                        text(task, "description"),
                        items(task.path("checklist"), "title", "done")));
        seen.add(plain(text(devledger.ask(api -> api.read("/api/projects/" + project)), "name")));
        return seen;
    }

    /** In ClickUp: of each list that is called as one of this round. */
    List<String> there() {
        List<JsonNode> lists = clickup.listsOf(folder).stream()
                .filter(list -> text(list, "name").startsWith(round))
                .toList();
        List<JsonNode> all = lists.stream()
                .flatMap(list -> clickup.tasks(text(list, "id")).stream())
                .toList();
        List<String> seen = seen(
                all,
                "name",
                task -> text(task, "parent"),
                task -> List.of(
                        status(text(task.path("status"), "status")),
                        PRIORITIES.getOrDefault(text(task.path("priority"), "id"), "?"),
                        elements(task.path("tags")).stream()
                                .map(tag -> text(tag, "name"))
                                .collect(Collectors.toCollection(TreeSet::new))
                                .toString(),
                        text(task, "markdown_description"),
                        items(task.at("/checklists/0/items"), "name", "resolved")));
        lists.forEach(list -> seen.add(plain(text(list, "name"))));
        return seen;
    }

    private static String items(JsonNode items, String title, String done) {
        return elements(items).stream()
                .map(item -> text(item, title) + (item.path(done).asBoolean() ? " x" : " -"))
                .collect(Collectors.joining(" "));
    }

    private List<String> seen(
            List<JsonNode> tasks,
            String title,
            Function<JsonNode, String> parent,
            Function<JsonNode, List<String>> fields) {
        List<String> seen = new ArrayList<>();
        for (JsonNode task : tasks) {
            String above = tasks.stream()
                    .filter(each -> text(each, "id").equals(parent.apply(task)))
                    .map(each -> plain(text(each, title)))
                    .findFirst()
                    .orElse("-");
            seen.add(above + "/" + plain(text(task, title)) + ", " + String.join(", ", fields.apply(task)));
        }
        return seen;
    }

    private static String status(String there) {
        return STATUSES.getOrDefault(there, there);
    }

    private String plain(String name) {
        return name.startsWith(round) ? name.substring(round.length()) : name;
    }

    /** Which tasks of the round are not linked to just one object. */
    List<String> unlinked() {
        return tasks().stream()
                .filter(task -> elements(task.path("links")).stream()
                        .noneMatch(link -> text(link, "state").equals("synced")))
                .map(task -> text(task, "title") + " " + task.path("links"))
                .toList();
    }
}
