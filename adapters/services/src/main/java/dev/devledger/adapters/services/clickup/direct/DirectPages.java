package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists of more than one page, read to their end, or to a limit that is told. */
record DirectPages(DirectRequests clickup) {
    /** So many pages of 100 tasks; more would use up most of what ClickUp takes in a minute. */
    static final int TASK_PAGES = 30;

    /** So many of 25 comments. */
    static final int COMMENT_PAGES = 40;

    private static final int TASKS = 100;
    private static final int COMMENTS = 25;

    /** Puts {@code tasks} into the answer, and if there are more, where to go on. A task that moves between pages comes once. */
    void tasks(Endpoint list, int from, ObjectNode answer) {
        Map<String, JsonNode> read = new LinkedHashMap<>();
        for (int page = from; page < from + TASK_PAGES; page++) {
            JsonNode said = clickup.send(list.with("page", page));
            JsonNode tasks = said.path("tasks");
            tasks.forEach(task -> read.putIfAbsent(DirectRequests.id(task), task));
            JsonNode last = said.path("last_page");
            if (tasks.isEmpty() || (last.isBoolean() ? last.booleanValue() : tasks.size() < TASKS)) {
                put(answer, "tasks", read);
                return;
            }
        }
        put(answer, "tasks", read);
        int next = from + TASK_PAGES;
        answer.put("next_page", next)
                .put(
                        "hint",
                        "There are more tasks. %d pages were read; go on with page=%d.".formatted(TASK_PAGES, next));
    }

    /** The newest first. The next page begins behind a comment, which both its time and its id are needed to find. */
    void comments(Endpoint list, String start, String startId, ObjectNode answer) {
        Map<String, JsonNode> read = new LinkedHashMap<>();
        String time = start;
        String id = startId;
        for (int page = 0; page < COMMENT_PAGES; page++) {
            Endpoint next = id.isEmpty() ? list : list.with("start", time).with("start_id", id);
            JsonNode comments = clickup.send(next).path("comments");
            int before = read.size();
            comments.forEach(comment -> read.putIfAbsent(DirectRequests.id(comment), comment));
            if (comments.size() < COMMENTS || read.size() == before) {
                put(answer, "comments", read);
                return;
            }
            JsonNode last = comments.get(comments.size() - 1);
            time = last.path("date").asString("");
            id = DirectRequests.id(last);
        }
        put(answer, "comments", read);
        answer.put("next_start", time)
                .put("next_start_id", id)
                .put(
                        "hint",
                        "There are older comments. %d were read; go on with start=%s&start_id=%s."
                                .formatted(read.size(), time, id));
    }

    private static void put(ObjectNode answer, String name, Map<String, JsonNode> read) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        read.values().forEach(all::add);
        answer.set(name, all);
    }
}
