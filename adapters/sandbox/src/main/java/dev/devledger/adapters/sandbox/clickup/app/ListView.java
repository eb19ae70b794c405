package dev.devledger.adapters.sandbox.clickup.app;

import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A list with its tasks by their status, as a board or below each other. */
record ListView(
        String path,
        String name,
        String content,
        boolean archived,
        boolean board,
        List<Column> columns,
        @Nullable CsrfField csrf) {
    record Column(String status, String type, List<Card> cards) {}

    /** @param level how deep below its parents */
    record Card(String path, String name, int level, List<String> chips) {}

    static ListView of(Page page, Thing list, boolean board, @Nullable CsrfField csrf) {
        List<Task> tasks = page.tasks().inList(list.id()).stream()
                .filter(task -> !task.is("archived"))
                .toList();
        ZoneId zone = page.people().zone(page.ana());
        List<Column> columns = new ArrayList<>();
        for (ObjectNode status : page.places().statuses(list).all()) {
            String name = status.path("status").asString("");
            columns.add(new Column(
                    name,
                    status.path("type").asString(""),
                    tasks.stream()
                            .filter(task -> task.status().equals(name))
                            .map(task -> card(page, task, zone))
                            .toList()));
        }
        return new ListView(
                PagePaths.list(list.id()),
                list.text("name"),
                list.text("content"),
                list.is("archived"),
                board,
                columns,
                csrf);
    }

    String statuses() {
        return columns.stream()
                .map(column -> column.status() + ":" + column.type())
                .collect(Collectors.joining("\n"));
    }

    private static Card card(Page page, Task task, ZoneId zone) {
        List<String> chips = new ArrayList<>();
        task.optional("priority")
                .ifPresent(priority -> chips.add(priority.path("priority").asString("")));
        task.number("due_date").ifPresent(due -> chips.add("due " + new TaskForm.Moment(due, zone).day()));
        task.texts("tags").forEach(tag -> chips.add("#" + tag));
        task.assignees()
                .forEach(user ->
                        chips.add(page.people().brief(user).path("username").asString("")));
        return new Card(PagePaths.task(task.id()), task.name(), level(page, task), chips);
    }

    private static int level(Page page, Task task) {
        return task.parent()
                .flatMap(page.tasks()::find)
                .map(above -> level(page, above) + 1)
                .orElse(0);
    }
}
