package dev.devledger.adapters.postgres.sql;

import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.domain.shared.When;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions of a list. A null filter adds no condition. */
public final class Where {
    public static final String DUE = "coalesce(due_at, 'infinity'::timestamptz)";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    public Where always(String condition) {
        conditions.add(condition);
        return this;
    }

    public Where and(String condition, String name, @Nullable Object value) {
        if (value instanceof String text && !Texts.isStorable(text)) {
            return always("false"); // no row has such a text
        }
        if (value != null) {
            conditions.add(condition);
            parameters.put(name, value);
        }
        return this;
    }

    /**
     * Requires each of the words and phrases, in which wildcards have no effect.
     *
     * @param condition the condition for one of them, with {@code %1$s} in place of its parameter
     */
    public Where containing(String condition, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            and(condition.formatted(":text" + i), "text" + i, within(texts.get(i)));
        }
        return this;
    }

    /** Returns the pattern of a text anywhere in another one. */
    public static String within(String text) {
        return "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }

    /** Requires all of these tags. */
    public Where tagged(Collection<String> tags) {
        return tagged("tags_lower @> cast(:tags as text[])", tags);
    }

    public Where tagged(String condition, Collection<String> tags) {
        if (!tags.stream().allMatch(Texts::isStorable)) {
            return always("false"); // no row has such a tag
        }
        return and(condition, "tags", tags.isEmpty() ? null : Texts.lower(tags));
    }

    /** Requires an earlier due date, by the index of due dates; tasks without one are never included. */
    public Where dueBefore(@Nullable When due) {
        return switch (due) {
            case null -> this;
            case When.Day(var date) -> and("due_day < :dueBefore", "dueBefore", date);
            case When.Moment(var instant) -> and(DUE + " < :dueBefore", "dueBefore", Times.of(instant));
        };
    }

    public Where dueAfter(@Nullable When due) {
        return switch (due) {
            case null -> this;
            case When.Day(var date) -> and("due_day >= :dueAfter", "dueAfter", date);
            case When.Moment(var instant) -> and("due_at >= :dueAfter", "dueAfter", Times.of(instant));
        };
    }

    /** Limits the rows to rows after the cursor, in the order by the expression, then by the id. */
    public Where after(@Nullable Cursor cursor, Order order) {
        if (cursor == null) {
            return this;
        }
        parameters.put("afterValue", cursor.value());
        parameters.put("afterId", cursor.id());
        return always("(%s, %s) %s (cast(:afterValue as %s), cast(:afterId as %s))"
                .formatted(
                        order.expression(), order.id(), order.descending() ? "<" : ">", order.type(), order.idType()));
    }

    /** True if the rows are limited to rows after a cursor. */
    public boolean isAfter() {
        return parameters.containsKey("afterValue");
    }

    public String sql() {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * A total order of rows. With {@code descending} reversed it is exactly the reverse order, so that one index serves
     * both.
     *
     * @param expression the sort expression, never null
     * @param type the SQL type of the expression
     * @param id the column that orders rows of equal value, in the same direction
     */
    public record Order(String expression, String type, boolean descending, String id, String idType) {

        private static final Set<String> OF_VERSIONS =
                Set.of("priority_rank", "coalesce(due_at, 'infinity'::timestamptz)");

        /** Returns the order of projects and tasks; rows without a due date come last in both directions. */
        public static Order of(Sort sort, String title) {
            String far = sort.descending() ? "-infinity" : "infinity";
            return switch (sort.by()) {
                case UPDATED -> byKey("updated_at", "timestamptz", sort);
                case DUE -> byKey("coalesce(due_at, '%s'::timestamptz)".formatted(far), "timestamptz", sort);
                case PRIORITY -> byKey("priority_rank", "smallint", sort);
                case NAME -> byKey("lower(%s)".formatted(title), "text", sort);
                case KEY -> byKey("key_number", "bigint", sort);
                case READY -> throw new IllegalArgumentException("not the order of one expression");
            };
        }

        /** True if the table of task versions has an index for this order. */
        public boolean isOfVersions() {
            return OF_VERSIONS.contains(expression);
        }

        /** True for an order by the time of the last change. */
        public boolean isByChange() {
            return expression.equals("updated_at");
        }

        private static Order byKey(String expression, String type, Sort sort) {
            return new Order(expression, type, sort.descending(), "key_number", "bigint");
        }

        public String sql() {
            return "%1$s %3$s, %2$s %3$s".formatted(expression, id, descending ? "desc" : "asc");
        }
    }
}
