package dev.devledger.adapters.sandbox.clickup.common;

import dev.devledger.adapters.sandbox.kernel.Habit;

/**
 * What nobody knows for certain of ClickUp: it may do one thing or the other, and a client has to bear both. Each is
 * named after the second reading; the first is what the sandbox does where nobody chooses.
 */
public enum ClickUpHabit implements Habit {
    /** An error is answered with status 200. */
    ERRORS_UNDER_200("errorStatus", "own", "200"),
    /** An id that never was is 404 {@code ITEM_015}, not 401 {@code OAUTH_027}. */
    UNKNOWN_IS_NOT_FOUND("unknownId", "unauthorized", "not-found"),
    /** What one may not see any more is 403. */
    LOST_ACCESS_IS_FORBIDDEN("lostAccess", "unauthorized", "forbidden"),
    /** A tag, a field or a comment leaves {@code date_updated} of its task as it is. */
    SURROUNDINGS_LEAVE_UPDATED("surroundings", "move-updated", "leave-updated"),
    /** {@code reverse=true} with {@code order_by=updated} is newest first. */
    REVERSE_IS_NEWEST_FIRST("reverse", "oldest-first", "newest-first"),
    /** A delta also answers the newest task that is not newer. */
    DELTA_SHOWS_OLDER("delta", "strict", "one-older"),
    /** Closed tasks stay hidden, also where their status is asked for by name. */
    CLOSED_HIDDEN_BY_NAME("closedByName", "shown", "hidden"),
    /** The reply of the workspace's tasks has {@code last_page} too. */
    LAST_PAGE_OF_TEAM("teamLastPage", "absent", "present"),
    /** {@code due_date: null} changes nothing. */
    NULL_KEEPS_DATES("nullDate", "clears", "keeps"),
    /** Tags keep the case in which they were sent. */
    TAGS_KEEP_THEIR_CASE("tagCase", "lower", "as-sent"),
    /** The name of a status has to be sent as the list writes it. */
    STATUS_CASE_COUNTS("statusCase", "any", "exact"),
    /** A task does not say whether the time of its dates counts. */
    NO_TIME_FLAGS("timeFlags", "answered", "left-out"),
    /** A second consent for the same app gives the same token again. */
    CONSENT_REPEATS_TOKEN("secondConsent", "another-token", "same-token"),
    /** Of many lists none tells its statuses, as the documented replies have none. */
    LISTS_WITHOUT_STATUSES("listStatuses", "told", "left-out"),
    /** The reply to a change has no markdown either, as the documented one has none. */
    WRITES_WITHOUT_MARKDOWN("writtenMarkdown", "answered", "left-out"),
    /** A move is answered by an empty object. */
    MOVE_REPLY_IS_EMPTY("moveReply", "task", "empty"),
    /** A subtask is not moved to another list. */
    SUBTASKS_STAY("subtaskMove", "detaches", "refused"),
    /** An entry of start and duration needs no assignee. */
    ENTRY_NEEDS_NO_ASSIGNEE("entryAssignee", "required", "optional"),
    /** The reply to a new entry has its id. */
    ENTRY_REPLY_HAS_ID("entryReply", "without-id", "with-id"),
    /** Starting a timer while one runs is refused. */
    SECOND_TIMER_REFUSED("secondTimer", "stops-first", "refused"),
    /** Entries of others are an empty answer to a plain member, not 403. */
    FOREIGN_ENTRIES_EMPTY("foreignEntries", "forbidden", "empty"),
    /** Time in status is not switched on. */
    TIME_IN_STATUS_OFF("timeInStatus", "on", "off"),
    /** Each delivery of a webhook comes twice. */
    DELIVERIES_TWICE("deliveries", "once", "twice"),
    /** What is due together is delivered the last one first. */
    DELIVERIES_REVERSED("deliveryOrder", "in-order", "reversed"),
    /** The same address may have the same webhook twice. */
    WEBHOOK_TWICE("sameWebhook", "refused", "taken");

    private final String field;
    private final String first;
    private final String second;

    ClickUpHabit(String field, String first, String second) {
        this.field = field;
        this.first = first;
        this.second = second;
    }

    @Override
    public Readings readings() {
        return new Readings(field, first, second);
    }
}
