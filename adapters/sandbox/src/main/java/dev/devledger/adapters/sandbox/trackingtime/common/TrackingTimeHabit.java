package dev.devledger.adapters.sandbox.trackingtime.common;

import dev.devledger.adapters.sandbox.kernel.Habit;

/** What nobody knows for certain of TrackingTime. */
public enum TrackingTimeHabit implements Habit {
    /** Beside an error the data is an empty list. */
    ERRORS_WITH_A_LIST("errorData", "object", "list"),
    /** What one has no right to is 500 in the answer, as what is not there. */
    NO_RIGHT_IS_500("noRight", "403", "500"),
    /** The count of a window is one less than what it lists. */
    COUNT_IS_WRONG("count", "agrees", "one-less"),
    /** The webhooks come in an object of their own. */
    WEBHOOKS_WRAPPED("webhookList", "data", "wrapped"),
    /** A deletion of an entry is delivered too. */
    DELETIONS_DELIVERED("webhookDeletes", "none", "sent"),
    /** A change of tags, fields or billing leaves {@code updated_at} of an entry as it is. */
    SURROUNDINGS_LEAVE_UPDATED("surroundings", "move-updated", "leave-updated"),
    /** An entry that nobody has changed is in no window by {@code updated_at}. */
    UNCHANGED_IS_NOT_UPDATED("unchanged", "listed", "left-out"),
    /** A zone may be named by its place. */
    ZONES_BY_NAME("zoneNames", "refused", "taken"),
    /** Without a zone a time is one of UTC, not of the account's zone. */
    NO_ZONE_IS_UTC("noZone", "account", "utc"),
    /** Stopping what does not run does nothing. */
    IDLE_STOP_IS_FINE("idleStop", "error", "fine"),
    /** The timer that another one stops ends now, not when the other one starts. */
    STOPPED_NOW("stoppedAt", "date", "now"),
    /** The timer that runs is in no list of entries. */
    RUNNING_HIDDEN("running", "listed", "hidden"),
    /** A page of entries has 50 where nobody says how many. */
    SMALL_PAGES("eventPage", "1000", "50"),
    /** The first page of tasks is 1, and 0 is the same one. */
    TASK_PAGES_FROM_ONE("taskPage", "from-0", "from-1"),
    /** With an entry that repeats the others of its group are deleted. */
    GROUP_DELETED("repeats", "alone", "group"),
    /** The answer to a new entry has its id and nothing else. */
    ADD_ANSWERS_ID("addReply", "whole", "id"),
    /** Whose the entry that runs is stands beside it alone. */
    RUNNING_OWNER_BESIDE("runningOwner", "within", "beside"),
    /** When it began is not told. */
    RUNNING_UNDATED("runningStart", "told", "left-out"),
    /** When an entry whose notes are "undated" began is not told. */
    ENTRY_UNDATED("entryStart", "told", "left-out"),
    /** What a person's timer runs on is a list with that task. */
    TRACKING_LISTED("tracking", "task", "list"),
    /** A value of a custom field has the field's id, and not its name. */
    FIELDS_BY_ID("fieldValues", "named", "by-id"),
    /** Who was added is a list with that person. */
    ADDED_USER_LISTED("addedUser", "object", "list"),
    /** Ids are texts of digits. */
    IDS_ARE_TEXTS("ids", "numbers", "texts");

    private final String field;
    private final String first;
    private final String second;

    TrackingTimeHabit(String field, String first, String second) {
        this.field = field;
        this.first = first;
        this.second = second;
    }

    @Override
    public Readings readings() {
        return new Readings(field, first, second);
    }
}
