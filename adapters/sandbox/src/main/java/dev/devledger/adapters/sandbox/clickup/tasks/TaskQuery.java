package dev.devledger.adapters.sandbox.clickup.tasks;

import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.ARCHIVED;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.INCLUDE_CLOSED;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.INCLUDE_TIML;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.REVERSE;
import static dev.devledger.adapters.sandbox.clickup.tasks.TaskQuery.Flag.SUBTASKS;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/**
 * A client's query for tasks.
 *
 * @param lists the ids of the lists to search; all other parts are parameters of the call
 * @param bounds the limits in milliseconds, by name, such as {@code date_updated_gt}
 */
public record TaskQuery(
        List<String> lists,
        Set<Flag> flags,
        List<String> statuses,
        List<Long> assignees,
        List<String> tags,
        Map<String, Long> bounds,
        List<TaskQuery.FieldFilter> fields,
        Order order,
        @Nullable String parent,
        int page) {

    public static final int PAGE = 100;

    private static final List<String> BOUNDS = List.of(
            "date_updated_gt",
            "date_updated_lt",
            "date_created_gt",
            "date_created_lt",
            "date_done_gt",
            "date_done_lt",
            "due_date_gt",
            "due_date_lt");

    /** The options of a query: which tasks to include, and the direction of the order. */
    public enum Flag {
        INCLUDE_CLOSED,
        SUBTASKS,
        ARCHIVED,
        INCLUDE_TIML,
        REVERSE,
        INCLUDE_MARKDOWN_DESCRIPTION
    }

    /** The column that sorts the answer. */
    public enum Order {
        ID("place"),
        CREATED("date_created"),
        UPDATED("date_updated"),
        DUE_DATE("due_date");

        private final String column;

        Order(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }

        static Order of(@Nullable String word) {
            if (word == null) return CREATED;
            return switch (word) {
                case "id" -> ID;
                case "created" -> CREATED;
                case "updated" -> UPDATED;
                case "due_date" -> DUE_DATE;
                default -> throw new Refusal(500, "ITEMV2_003", "Internal Server Error");
            };
        }
    }

    public static TaskQuery of(List<String> lists, MultiValueMap<String, String> params) {
        List<String> statuses = new ArrayList<>(all(params, "statuses"));
        statuses.addAll(all(params, "status"));
        Map<String, Long> bounds = new LinkedHashMap<>();
        for (String bound : BOUNDS) {
            String value = params.getFirst(bound);
            if (value != null)
                bounds.put(
                        bound,
                        RequestFields.longOf(value)
                                .orElseThrow(() -> new Refusal(400, "INPUT_006", bound + " invalid")));
        }
        return new TaskQuery(
                lists,
                flags(params),
                statuses,
                all(params, "assignees").stream()
                        .flatMap(each -> RequestFields.longOf(each).stream())
                        .toList(),
                all(params, "tags"),
                bounds,
                FieldFilter.of(params.getFirst("custom_fields")),
                Order.of(params.getFirst("order_by")),
                params.getFirst("parent"),
                page(params));
    }

    private static Set<Flag> flags(MultiValueMap<String, String> params) {
        Set<Flag> flags = new HashSet<>();
        for (Flag flag : Flag.values())
            if ("true".equals(params.getFirst(flag.name().toLowerCase(Locale.ROOT)))) flags.add(flag);
        return flags;
    }

    private static int page(MultiValueMap<String, String> params) {
        String page = params.getFirst("page");
        return page == null ? 0 : RequestFields.longOf(page).orElse(0L).intValue();
    }

    /** Reads a repeated parameter: {@code name[]=a&name[]=b}. */
    static List<String> all(MultiValueMap<String, String> params, String name) {
        List<String> values = new ArrayList<>(params.getOrDefault(name + "[]", List.of()));
        values.addAll(params.getOrDefault(name, List.of()));
        return values;
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }

    /** One condition of {@code custom_fields=[…]}. */
    record FieldFilter(String field, String operator, JsonNode value) {
        static List<FieldFilter> of(@Nullable String text) {
            if (text == null) return List.of();
            JsonNode filters = Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow(FieldFilter::unparsable);
            if (!filters.isArray()) throw unparsable();
            return filters.valueStream()
                    .map(each -> new FieldFilter(
                            each.path("field_id").asString(""),
                            each.path("operator").asString("="),
                            each.path("value")))
                    .toList();
        }

        private static Refusal unparsable() {
            return new Refusal(400, "ITEM_155", "Custom field filters are not parsable");
        }

        boolean accepts(Task task) {
            JsonNode has = task.json().path("fields").path(field);
            boolean missing = has.isMissingNode() || has.isNull();
            return switch (operator) {
                case "IS NULL" -> missing;
                case "IS NOT NULL" -> !missing;
                case "!=", "!==" -> missing || !text(has).equals(text(value));
                case "==" -> !missing && text(has).equals(text(value));
                case "=" -> !missing && isLike(has);
                case "<" -> !missing && has.asDouble(0) < value.asDouble(0);
                case "<=" -> !missing && has.asDouble(0) <= value.asDouble(0);
                case ">" -> !missing && has.asDouble(0) > value.asDouble(0);
                case ">=" -> !missing && has.asDouble(0) >= value.asDouble(0);
                case "RANGE" ->
                    !missing
                            && has.asDouble(0) >= value.path("low_value").asDouble(0)
                            && has.asDouble(0) <= value.path("high_value").asDouble(0);
                case "ANY" -> among(has).anyMatch(among(value).toList()::contains);
                case "ALL" -> among(has).toList().containsAll(among(value).toList());
                case "NOT ANY" -> among(has).noneMatch(among(value).toList()::contains);
                case "NOT ALL" -> !among(has).toList().containsAll(among(value).toList());
                default -> throw unparsable();
            };
        }

        /** True if the values are equal; of texts it is enough if one contains the other. */
        private boolean isLike(JsonNode has) {
            return has.isString()
                    ? text(has).toLowerCase(Locale.ROOT).contains(text(value).toLowerCase(Locale.ROOT))
                    : text(has).equals(text(value));
        }

        private static String text(JsonNode node) {
            return node.isContainer() ? node.toString() : node.asString("");
        }

        private static Stream<String> among(JsonNode node) {
            return node.isArray() ? node.valueStream().map(FieldFilter::text) : Stream.of(text(node));
        }
    }

    /** Finds the tasks of a {@link TaskQuery}, a page at a time. */
    public record TaskSearch(TaskTable table, ClickUpBehaviour circumstances) {

        /** @param more true if there are tasks after this page */
        public record Page(List<Task> tasks, boolean more) {}

        public Page find(TaskQuery query) {
            if (query.lists().isEmpty() || query.page() < 0) return new Page(List.of(), false);
            Map<String, Object> params = new HashMap<>();
            String sql = "select body from clickup_sandbox.task where not deleted and " + where(query, params)
                    + " order by " + order(query);
            boolean inSql = query.fields().isEmpty();
            if (inSql) {
                sql += " limit " + (TaskQuery.PAGE + 1) + " offset " + query.page() * TaskQuery.PAGE;
            }
            List<Task> found = table.database().jdbc().sql(sql).params(params).query(String.class).list().stream()
                    .map(TaskTable::read)
                    .filter(task -> query.fields().stream().allMatch(filter -> filter.accepts(task)))
                    .filter(task -> !circumstances.hides("task/" + task.id()))
                    .skip(inSql ? 0 : (long) query.page() * TaskQuery.PAGE)
                    .toList();
            return new Page(found.stream().limit(TaskQuery.PAGE).toList(), found.size() > TaskQuery.PAGE);
        }

        private String where(TaskQuery query, Map<String, Object> params) {
            params.put("lists", array(query.lists()));
            String lists = "cast(:lists as text[])";
            StringBuilder where = new StringBuilder("(list_id = any(" + lists + ")");
            if (query.has(INCLUDE_TIML))
                where.append(" or jsonb_exists_any(extra_lists, ").append(lists).append(")");
            where.append(") and archived = :archived");
            params.put("archived", query.has(ARCHIVED));
            if (!query.has(SUBTASKS) && query.parent() == null) where.append(" and parent_id is null");
            if (query.parent() != null) {
                where.append(" and parent_id = :parent");
                params.put("parent", query.parent());
            }
            params.put(
                    "statuses",
                    array(query.statuses().stream()
                            .map(each -> each.toLowerCase(Locale.ROOT))
                            .toList()));
            String named = "lower(status) = any(cast(:statuses as text[]))";
            if (!query.has(INCLUDE_CLOSED)) {
                boolean byName = !circumstances.has(ClickUpHabit.CLOSED_HIDDEN_BY_NAME);
                where.append(" and (status_type <> 'closed'" + (byName ? " or " + named : "") + ")");
            }
            if (!query.statuses().isEmpty()) where.append(" and ").append(named);
            if (!query.assignees().isEmpty()) {
                where.append(" and assignees @> any(cast(:assignees as jsonb[]))");
                params.put("assignees", array(query.assignees()));
            }
            if (!query.tags().isEmpty()) {
                where.append(" and jsonb_exists_any(tags, cast(:tags as text[]))");
                params.put("tags", array(query.tags()));
            }
            bounds(query, where, params);
            return where.toString();
        }

        private static String[] array(List<?> values) {
            return values.stream().map(String::valueOf).toArray(String[]::new);
        }

        private void bounds(TaskQuery query, StringBuilder where, Map<String, Object> params) {
            query.bounds().forEach((bound, millis) -> {
                String column = bound.substring(0, bound.length() - 3);
                String operator = bound.endsWith("_gt") ? ">" : "<";
                String condition = column + " " + operator + " :" + bound;
                if (bound.equals("date_updated_gt") && circumstances.has(ClickUpHabit.DELTA_SHOWS_OLDER))
                    condition += " or date_updated = (select max(date_updated) from clickup_sandbox.task"
                            + " where date_updated <= :date_updated_gt and not deleted)";
                where.append(" and (").append(condition).append(")");
                params.put(bound, millis);
            });
        }

        /** Returns the order: the newest first, unless the query reverses it. */
        private String order(TaskQuery query) {
            boolean newestFirst = !query.has(REVERSE);
            if (query.order() == Order.UPDATED
                    && query.has(REVERSE)
                    && circumstances.has(ClickUpHabit.REVERSE_IS_NEWEST_FIRST)) newestFirst = true;
            String direction = newestFirst ? " desc" : " asc";
            return query.order().column() + direction + " nulls last, place" + direction;
        }
    }
}
