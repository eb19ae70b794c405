package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.CallTable.NotDone;
import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.application.direct.Operation.DirectRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads lists of more than one page, to the end or to a limit, which the answer then reports. */
record DirectPages(DirectRequests clickup) {
    /** The limit in pages, each of 100 tasks; more would use up most of the calls that ClickUp allows in a minute. */
    static final int TASK_PAGES = 30;

    /** The limit in pages, each of 25 comments. */
    static final int COMMENT_PAGES = 40;

    private static final int TASKS = 100;
    private static final int COMMENTS = 25;

    /**
     * Adds {@code tasks} to the answer, and the number of the next page if there is one. A task that moves from page to
     * page meanwhile is returned once.
     */
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

    /** Reads comments, the newest first. The next page is requested by the time and the id of the last comment. */
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

    /**
     * The query of a call, in ClickUp's parameters. Any other parameter is refused, as with a mistyped filter
     * everything would be listed.
     */
    static final class DirectQuery {
        private final Map<String, List<String>> sent = new LinkedHashMap<>();

        /**
         * @param known the allowed names; a name that ends with [] may be given several times, and without the brackets
         */
        DirectQuery(DirectRequest request, String... known) {
            Set<String> names = Set.of(known);
            asked(request).forEach((name, values) -> {
                String theirs = names.contains(name + "[]") ? name + "[]" : name;
                if (!names.contains(theirs)) {
                    throw NotDone.invalid(
                            name,
                            "is not a parameter of this call; "
                                    + (known.length == 0
                                            ? "none is allowed"
                                            : "allowed are " + String.join(", ", known)));
                }
                if (values.size() > 1 && !theirs.endsWith("[]")) {
                    throw NotDone.invalid(name, "appears " + values.size() + " times; only once is allowed");
                }
                sent.put(theirs, values);
            });
        }

        /** Reads the parameters; a call over MCP has them as arguments. */
        private static Map<String, List<String>> asked(DirectRequest request) {
            Map<String, List<String>> asked = new LinkedHashMap<>(request.query());
            DirectBody.object(request.json())
                    .properties()
                    .forEach(each -> asked.put(
                            each.getKey(),
                            each.getValue().isArray()
                                    ? each.getValue()
                                            .valueStream()
                                            .map(JsonNode::asString)
                                            .toList()
                                    : List.of(each.getValue().asString())));
            return asked;
        }

        boolean is(String name) {
            return one(name).equals("true");
        }

        /** Returns the value of a parameter; empty if it was not given. */
        String one(String name) {
            return sent.getOrDefault(name, List.of("")).getFirst();
        }

        /** Returns the number of the first page to read. */
        int page() {
            String page = one("page");
            if (!page.isEmpty() && !page.matches("[0-9]{1,6}")) {
                throw NotDone.invalid("page", "must be a whole number; the first page is 0");
            }
            return page.isEmpty() ? 0 : Integer.parseInt(page);
        }

        /** Adds all parameters except the page. */
        Endpoint on(Endpoint endpoint) {
            Endpoint asked = endpoint;
            for (Map.Entry<String, List<String>> each : sent.entrySet()) {
                for (String value : each.getKey().equals("page") ? List.<String>of() : each.getValue()) {
                    asked = asked.with(each.getKey(), value);
                }
            }
            return asked;
        }

        /** Sets a value for a parameter that was not given. */
        void orElse(String name, String value) {
            sent.putIfAbsent(name, List.of(value));
        }
    }
}
