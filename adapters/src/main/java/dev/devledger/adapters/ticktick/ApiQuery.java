package dev.devledger.adapters.ticktick;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are asked for (docs/ticktick.md, section 10). What is null narrows nothing; times are TickTick's text.
 */
public final class ApiQuery {
    private ApiQuery() {}

    /** The newest 200 that were completed from {@code startDate} to {@code endDate}, both inclusive. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Completed(
            @Nullable List<String> projectIds,
            @Nullable String startDate,
            @Nullable String endDate) {}

    /**
     * At most 200, of all lists and the inbox.
     *
     * @param startDate with {@code endDate} goes by the task's start: tasks without a date drop out
     * @param tag all of them
     * @param status 0 open, 2 completed; -1 is not honoured, so that abandoned ones come only without any status
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Filter(
            @Nullable List<String> projectIds,
            @Nullable String startDate,
            @Nullable String endDate,
            @Nullable List<Integer> priority,
            @Nullable List<String> tag,
            @Nullable List<String> kind,
            @Nullable List<Integer> status) {

        public static Filter open() {
            return new Filter(null, null, null, null, null, null, List.of(0));
        }
    }

    /** At most 200 that are open and start in a range of at most 14 days; a longer or reversed one has none. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Undone(
            String startDate,
            String endDate,
            @Nullable List<String> projectIds,
            @Nullable List<String> taskIds) {}

    /** Words of the title or the content, in any case; blank ones find nothing. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Search(
            String keywords,
            @Nullable List<String> projectIds,
            @Nullable List<String> tags,
            @Nullable List<Integer> status,
            @Nullable String dueFrom,
            @Nullable String dueTo) {

        public static Search of(String keywords) {
            return new Search(keywords, null, null, null, null, null);
        }
    }
}
