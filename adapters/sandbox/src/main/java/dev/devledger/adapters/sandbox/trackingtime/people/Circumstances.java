package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.fault.FaultControl.Account;
import dev.devledger.adapters.sandbox.kernel.Behaviour;
import dev.devledger.adapters.sandbox.kernel.Behaviour.Habit;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The differences of this TrackingTime from the plain one. Tests change {@code habits}, {@code limit} (calls a minute),
 * {@code revoked} (of all passwords) and {@code wrongVerbStatus}. Safe to use from any thread.
 */
public final class Circumstances extends Behaviour<Circumstances.TrackingTimeHabit> implements Account {
    private static final int WRONG_VERB = 200;
    private static final Set<String> FIELDS = Set.of("habits", "limit", "revoked", "wrongVerbStatus");

    private final CallLimit limit;
    private final Map<String, Integer> made = new TreeMap<>();
    private volatile int wrongVerbStatus = WRONG_VERB;
    private volatile boolean revoked;

    public Circumstances(CallLimit limit) {
        super(TrackingTimeHabit.class);
        this.limit = limit;
    }

    /** Returns the HTTP status of the page for a wrong verb. */
    public int wrongVerbStatus() {
        return wrongVerbStatus;
    }

    /** True if no password opens anything any more, the application's own included. */
    public boolean revoked() {
        return revoked;
    }

    /** Counts a thing that was made because a call named an unknown one. */
    public synchronized void made(String kind) {
        made.merge(kind, 1, Integer::sum);
    }

    @Override
    public JsonNode read(byte[] body) {
        return Given.tree(body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void change(JsonNode body) {
        for (String field : body.propertyNames())
            if (!FIELDS.contains(field)) throw new IllegalArgumentException("Unknown field " + field);
        if (body.has("habits")) choose(body.path("habits"));
        Given given = Given.of(body);
        given.number("limit").ifPresent(limit::most);
        given.flag("revoked").ifPresent(all -> revoked = all);
        given.number("wrongVerbStatus").ifPresent(status -> wrongVerbStatus = Math.toIntExact(status));
    }

    @Override
    public synchronized void show(ObjectNode state) {
        ObjectNode shown = state.putObject("made");
        made.forEach(shown::put);
        ObjectNode account = state.putObject("account");
        account.put("limit", limit.most()).put("revoked", revoked).put("wrongVerbStatus", wrongVerbStatus);
        account.set("habits", words());
    }

    @Override
    public synchronized void clear() {
        super.clear();
        limit.clear();
        wrongVerbStatus = WRONG_VERB;
        revoked = false;
        made.clear();
    }

    /** The open questions about TrackingTime. */
    public enum TrackingTimeHabit implements Habit {
        /** The data of an error is an empty list. */
        ERRORS_WITH_A_LIST("errorData", "object", "list"),
        /** A missing right is 500 in the answer, like an unknown thing. */
        NO_RIGHT_IS_500("noRight", "403", "500"),
        /** The count of a window is one less than what it lists. */
        COUNT_IS_WRONG("count", "agrees", "one-less"),
        /** The webhooks come in an object of their own. */
        WEBHOOKS_WRAPPED("webhookList", "data", "wrapped"),
        /** A deletion of an entry is delivered too. */
        DELETIONS_DELIVERED("webhookDeletes", "none", "sent"),
        /** A change of tags, fields or billing leaves {@code updated_at} of an entry as it is. */
        SURROUNDINGS_LEAVE_UPDATED("surroundings", "move-updated", "leave-updated"),
        /** An entry without a change is in no window by {@code updated_at}. */
        UNCHANGED_IS_NOT_UPDATED("unchanged", "listed", "left-out"),
        /** A zone may be named by its place. */
        ZONES_BY_NAME("zoneNames", "refused", "taken"),
        /** Without a zone a time is one of UTC, not of the account's zone. */
        NO_ZONE_IS_UTC("noZone", "account", "utc"),
        /** Stopping does nothing where no timer runs. */
        IDLE_STOP_IS_FINE("idleStop", "error", "fine"),
        /** A timer that is stopped by the start of another ends now, not when the other one starts. */
        STOPPED_NOW("stoppedAt", "date", "now"),
        /** The running timer is in no list of entries. */
        RUNNING_HIDDEN("running", "listed", "hidden"),
        /** A page of entries has 50 unless the client says how many. */
        SMALL_PAGES("eventPage", "1000", "50"),
        /** The first page of tasks is 1, and 0 is the same page. */
        TASK_PAGES_FROM_ONE("taskPage", "from-0", "from-1"),
        /** The deletion of an entry that repeats deletes its whole group. */
        GROUP_DELETED("repeats", "alone", "group"),
        /** The answer to a new entry has its id and nothing else. */
        ADD_ANSWERS_ID("addReply", "whole", "id"),
        /** The owner of the running entry is only beside it, not in it. */
        RUNNING_OWNER_BESIDE("runningOwner", "within", "beside"),
        /** The running entry has no start. */
        RUNNING_UNDATED("runningStart", "told", "left-out"),
        /** An entry whose notes are "undated" has no start. */
        ENTRY_UNDATED("entryStart", "told", "left-out"),
        /** The task that a person is tracking comes as a list with that task. */
        TRACKING_LISTED("tracking", "task", "list"),
        /** A value of a custom field has the field's id, and not its name. */
        FIELDS_BY_ID("fieldValues", "named", "by-id"),
        /** An added user comes as a list with that user. */
        ADDED_USER_LISTED("addedUser", "object", "list"),
        /** Ids are texts of digits. */
        IDS_ARE_TEXTS("ids", "numbers", "texts");

        @SuppressWarnings("ImmutableEnumChecker") // a record of strings
        private final Readings readings;

        TrackingTimeHabit(String field, String first, String second) {
            readings = new Readings(field, first, second);
        }

        @Override
        public Readings readings() {
            return readings;
        }
    }
}
