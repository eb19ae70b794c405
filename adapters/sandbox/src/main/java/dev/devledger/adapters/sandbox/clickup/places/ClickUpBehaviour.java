package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.fault.FaultControl.Account;
import dev.devledger.adapters.sandbox.kernel.Behaviour;
import dev.devledger.adapters.sandbox.kernel.Behaviour.Habit;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ways in which this ClickUp differs from the plain one. Tests change {@code habits}, {@code limit} (calls a
 * minute), {@code usedCalls} (made by other programs with the token of that name), {@code revoked} (of all tokens),
 * {@code webhookMillis} and {@code hidden} (such as {@code {"list/901": true}}). Safe to use from any thread.
 */
public final class ClickUpBehaviour extends Behaviour<ClickUpBehaviour.ClickUpHabit> implements Account {
    public static final int CALLS_A_MINUTE = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(7);
    private static final Set<String> FIELDS =
            Set.of("habits", "limit", "usedCalls", "revoked", "webhookMillis", "hidden");

    private final CallLimit limit;
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();
    private volatile Duration patience = PATIENCE;
    private volatile boolean revoked;

    public ClickUpBehaviour(CallLimit limit) {
        super(ClickUpHabit.class);
        this.limit = limit;
    }

    /** Returns the time within which a receiver must answer a delivery. */
    public Duration patience() {
        return patience;
    }

    /** True if all tokens are revoked, including the application's own. */
    public boolean revoked() {
        return revoked;
    }

    /**
     * True if callers can no longer see the place or task with this key, such as {@code list/901} or {@code
     * task/86abc12}.
     */
    public boolean hides(String key) {
        return hidden.contains(key);
    }

    @Override
    public JsonNode read(byte[] body) {
        return RequestFields.read(body).json();
    }

    @Override
    public void change(JsonNode body) {
        for (String field : body.propertyNames())
            if (!FIELDS.contains(field)) throw Refusal.input("Unknown field " + field);
        RequestFields given = new RequestFields(body);
        given.object("habits").ifPresent(words -> choose(words.json()));
        given.number("limit").ifPresent(limit::most);
        given.object("usedCalls").ifPresent(used -> {
            for (String token : used.json().propertyNames())
                limit.count(token, Math.toIntExact(used.number(token).orElse(0L)));
        });
        given.flag("revoked").ifPresent(all -> revoked = all);
        given.number("webhookMillis").ifPresent(millis -> patience = Duration.ofMillis(millis));
        given.object("hidden").ifPresent(places -> {
            for (String key : places.json().propertyNames())
                if (places.flag(key).orElse(false)) hidden.add(key);
                else hidden.remove(key);
        });
    }

    @Override
    public void show(ObjectNode state) {
        ObjectNode account = state.putObject("account");
        account.put("limit", limit.most()).put("revoked", revoked).put("webhookMillis", patience.toMillis());
        account.set("hidden", Json.arrayOf(hidden));
        account.set("habits", words());
    }

    @Override
    public void clear() {
        super.clear();
        limit.clear();
        patience = PATIENCE;
        revoked = false;
        hidden.clear();
    }

    /**
     * The open questions about ClickUp. For each there are two readings, and a client must cope with both. Each is
     * named after the second reading; the first is the default.
     */
    public enum ClickUpHabit implements Habit {
        /** An error is answered with status 200. */
        ERRORS_UNDER_200("errorStatus", "own", "200"),
        /** An id that never existed is answered with 404 {@code ITEM_015}, not with 401 {@code OAUTH_027}. */
        UNKNOWN_IS_NOT_FOUND("unknownId", "unauthorized", "not-found"),
        /** A place or task that the caller may no longer see is answered with 403. */
        LOST_ACCESS_IS_FORBIDDEN("lostAccess", "unauthorized", "forbidden"),
        /** A change of a tag, a custom field or a comment does not change {@code date_updated} of the task. */
        SURROUNDINGS_LEAVE_UPDATED("surroundings", "move-updated", "leave-updated"),
        /** {@code reverse=true} with {@code order_by=updated} sorts the newest first. */
        REVERSE_IS_NEWEST_FIRST("reverse", "oldest-first", "newest-first"),
        /** A read of changes since a time also returns the newest of the unchanged tasks. */
        DELTA_SHOWS_OLDER("delta", "strict", "one-older"),
        /** Closed tasks stay hidden even if the filter names their status. */
        CLOSED_HIDDEN_BY_NAME("closedByName", "shown", "hidden"),
        /** The answer with the workspace's tasks has {@code last_page}, too. */
        LAST_PAGE_OF_TEAM("teamLastPage", "absent", "present"),
        /** {@code due_date: null} changes nothing. */
        NULL_KEEPS_DATES("nullDate", "clears", "keeps"),
        /** Tags keep the case of letters in which they were sent. */
        TAGS_KEEP_THEIR_CASE("tagCase", "lower", "as-sent"),
        /** The name of a status must be sent in the list's own case of letters. */
        STATUS_CASE_COUNTS("statusCase", "any", "exact"),
        /** A task does not show whether the time of its dates counts. */
        NO_TIME_FLAGS("timeFlags", "answered", "left-out"),
        /** A second consent for the same app returns the same token. */
        CONSENT_REPEATS_TOKEN("secondConsent", "another-token", "same-token"),
        /** Answers with several lists leave out the statuses, as in the documentation. */
        LISTS_WITHOUT_STATUSES("listStatuses", "told", "left-out"),
        /** The answer to a change has no markdown, as in the documentation. */
        WRITES_WITHOUT_MARKDOWN("writtenMarkdown", "answered", "left-out"),
        /** A move is answered with an empty object. */
        MOVE_REPLY_IS_EMPTY("moveReply", "task", "empty"),
        /** A subtask cannot be moved to another list. */
        SUBTASKS_STAY("subtaskMove", "detaches", "refused"),
        /** A new entry with start and duration needs no assignee. */
        ENTRY_NEEDS_NO_ASSIGNEE("entryAssignee", "required", "optional"),
        /** The answer to a new entry has its id. */
        ENTRY_REPLY_HAS_ID("entryReply", "without-id", "with-id"),
        /** Starting a timer while another one runs is refused. */
        SECOND_TIMER_REFUSED("secondTimer", "stops-first", "refused"),
        /** A plain member who requests the entries of other people gets an empty answer instead of a 403. */
        FOREIGN_ENTRIES_EMPTY("foreignEntries", "forbidden", "empty"),
        /** Time in status is not switched on. */
        TIME_IN_STATUS_OFF("timeInStatus", "on", "off"),
        /** Each delivery of a webhook is sent twice. */
        DELIVERIES_TWICE("deliveries", "once", "twice"),
        /** Deliveries that are due together are sent in reverse order. */
        DELIVERIES_REVERSED("deliveryOrder", "in-order", "reversed"),
        /** The same webhook can be registered twice for an address. */
        WEBHOOK_TWICE("sameWebhook", "refused", "taken");

        @SuppressWarnings("ImmutableEnumChecker") // a record of strings
        private final Readings readings;

        ClickUpHabit(String field, String first, String second) {
            readings = new Readings(field, first, second);
        }

        @Override
        public Readings readings() {
            return readings;
        }
    }

    /** An object that a client sent. Numbers may be sent as text. Fields that ClickUp ignores are not read. */
    public record RequestFields(JsonNode json) {
        public static RequestFields nothing() {
            return new RequestFields(Json.object());
        }

        /** Reads the body of a request; an empty one is an empty object. */
        public static RequestFields read(byte[] body) {
            if (body.length == 0) return nothing();
            return new RequestFields(
                    Json.read(body).orElseThrow(() -> new Refusal(400, "INPUT_001", "Unexpected token in JSON")));
        }

        /** True if the field was sent, null included. */
        public boolean names(String field) {
            return json.has(field);
        }

        /** True if the field was sent as null. */
        public boolean clears(String field) {
            return json.path(field).isNull();
        }

        public boolean has(String field) {
            return json.has(field) && !clears(field);
        }

        public Optional<String> text(String field) {
            JsonNode value = json.path(field);
            return value.isValueNode() && !value.isNull() ? Optional.of(value.asString("")) : Optional.empty();
        }

        public Optional<Boolean> flag(String field) {
            return has(field) ? Optional.of(json.path(field).asBoolean(false)) : Optional.empty();
        }

        /** Reads a number, also if it is sent as text. */
        public Optional<Long> number(String field) {
            if (!has(field)) return Optional.empty();
            return Optional.of(longOf(json.path(field))
                    .orElseThrow(() -> new Refusal(400, "INPUT_006", field + " must be a number")));
        }

        public Optional<RequestFields> object(String field) {
            JsonNode value = json.path(field);
            return value.isObject() ? Optional.of(new RequestFields(value)) : Optional.empty();
        }

        public List<JsonNode> items(String field) {
            JsonNode value = json.path(field);
            return value.isArray() ? value.valueStream().toList() : List.of();
        }

        public List<RequestFields> objects(String field) {
            return items(field).stream()
                    .filter(JsonNode::isObject)
                    .map(RequestFields::new)
                    .toList();
        }

        /** Reads the numbers of a list; ids that are texts are ignored. */
        public List<Long> integers(String field) {
            List<Long> integers = new ArrayList<>();
            for (JsonNode each : items(field))
                if (each.isIntegralNumber() && each.canConvertToLong()) integers.add(each.longValue());
            return integers;
        }

        /** Reads a number without its decimals; empty if it does not fit into a long. */
        public static Optional<Long> longOf(JsonNode value) {
            if (value.canConvertToLong()) return Optional.of(value.longValue());
            if (value.isNumber())
                return Optional.of(value.asDouble())
                        .filter(d -> Math.abs(d) < 0x1p63)
                        .map(Double::longValue);
            return value.isString() ? longOf(value.stringValue()) : Optional.empty();
        }

        public static Optional<Long> longOf(String text) {
            try {
                return Optional.of(Long.parseLong(text.strip()));
            } catch (NumberFormatException none) {
                return Optional.empty();
            }
        }
    }
}
