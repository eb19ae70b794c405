package dev.devledger.adapters.sandbox.clickup.tasks;

import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a client asks the tasks for.
 *
 * @param lists where to look; everything else is an answer's parameter
 * @param bounds such as {@code date_updated_gt} with its milliseconds
 */
public record TaskQuery(
        List<String> lists,
        Set<Flag> flags,
        List<String> statuses,
        List<Long> assignees,
        List<String> tags,
        Map<String, Long> bounds,
        List<FieldFilter> fields,
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

    /** What is hidden unless it is asked for. */
    public enum Flag {
        INCLUDE_CLOSED,
        SUBTASKS,
        ARCHIVED,
        INCLUDE_TIML,
        REVERSE,
        INCLUDE_MARKDOWN_DESCRIPTION
    }

    /** The column by which the answer is sorted. */
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
                        Given.longOf(value).orElseThrow(() -> new Refusal(400, "INPUT_006", bound + " invalid")));
        }
        return new TaskQuery(
                lists,
                flags(params),
                statuses,
                all(params, "assignees").stream()
                        .flatMap(each -> Given.longOf(each).stream())
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
        return page == null ? 0 : Given.longOf(page).orElse(0L).intValue();
    }

    /** {@code name[]=a&name[]=b}. */
    static List<String> all(MultiValueMap<String, String> params, String name) {
        List<String> values = new ArrayList<>(params.getOrDefault(name + "[]", List.of()));
        values.addAll(params.getOrDefault(name, List.of()));
        return values;
    }

    boolean has(Flag flag) {
        return flags.contains(flag);
    }
}
