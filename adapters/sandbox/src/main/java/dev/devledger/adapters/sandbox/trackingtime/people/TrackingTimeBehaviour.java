package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.fault.FaultControl.Account;
import dev.devledger.adapters.sandbox.kernel.Behaviour;
import dev.devledger.adapters.sandbox.kernel.Behaviour.Habit;
import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ways in which this TrackingTime differs from the plain one. Tests change {@code habits}, {@code limit} (calls a
 * minute), {@code revoked} (of all passwords) and {@code wrongVerbStatus}. Safe to use from any thread.
 */
public final class TrackingTimeBehaviour extends Behaviour<TrackingTimeBehaviour.TrackingTimeHabit> implements Account {
    private static final int WRONG_VERB = 200;
    private static final Set<String> FIELDS = Set.of("habits", "limit", "revoked", "wrongVerbStatus");

    private final CallLimit limit;
    private final Map<String, Integer> made = new TreeMap<>();
    private volatile int wrongVerbStatus = WRONG_VERB;
    private volatile boolean revoked;

    public TrackingTimeBehaviour(CallLimit limit) {
        super(TrackingTimeHabit.class);
        this.limit = limit;
    }

    /** Returns the HTTP status of the page that answers a wrong HTTP method. */
    public int wrongVerbStatus() {
        return wrongVerbStatus;
    }

    /** True if all passwords are revoked, including the application's own. */
    public boolean revoked() {
        return revoked;
    }

    /** Counts an object that was made because a call named one that did not exist. */
    public synchronized void made(String kind) {
        made.merge(kind, 1, Integer::sum);
    }

    @Override
    public JsonNode read(byte[] body) {
        return RequestFields.tree(body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void change(JsonNode body) {
        for (String field : body.propertyNames())
            if (!FIELDS.contains(field)) throw new IllegalArgumentException("Unknown field " + field);
        if (body.has("habits")) choose(body.path("habits"));
        RequestFields given = RequestFields.of(body);
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

    /** The open questions about TrackingTime, each named after the second of two readings; see {@link Habit}. */
    public enum TrackingTimeHabit implements Habit {
        /** The data of an error is an empty list. */
        ERRORS_WITH_A_LIST("errorData", "object", "list"),
        /** A missing right has the status 500 in the answer, as does an unknown object. */
        NO_RIGHT_IS_500("noRight", "403", "500"),
        /** The count of entries in a period is one less than the number that is listed. */
        COUNT_IS_WRONG("count", "agrees", "one-less"),
        /** The webhooks are in an object of their own in the answer. */
        WEBHOOKS_WRAPPED("webhookList", "data", "wrapped"),
        /** Webhooks are told of deleted entries, too. */
        DELETIONS_DELIVERED("webhookDeletes", "none", "sent"),
        /** A change of tags, custom fields or billing does not change {@code updated_at} of an entry. */
        SURROUNDINGS_LEAVE_UPDATED("surroundings", "move-updated", "leave-updated"),
        /** An entry that was never changed is not found by {@code updated_at}. */
        UNCHANGED_IS_NOT_UPDATED("unchanged", "listed", "left-out"),
        /** A zone may be named by its place, such as Europe/Berlin. */
        ZONES_BY_NAME("zoneNames", "refused", "taken"),
        /** A time without a zone is in UTC, not in the account's zone. */
        NO_ZONE_IS_UTC("noZone", "account", "utc"),
        /** Stopping is not an error if no timer runs. */
        IDLE_STOP_IS_FINE("idleStop", "error", "fine"),
        /** If the start of a timer stops another one, that one ends now, not at the new one's start. */
        STOPPED_NOW("stoppedAt", "date", "now"),
        /** Lists of entries do not contain the running timer. */
        RUNNING_HIDDEN("running", "listed", "hidden"),
        /** A page of entries has 50 entries unless the client requests another size. */
        SMALL_PAGES("eventPage", "1000", "50"),
        /** Pages of tasks are counted from 1, and page 0 equals page 1. */
        TASK_PAGES_FROM_ONE("taskPage", "from-0", "from-1"),
        /** Deleting a repeating entry deletes its whole group. */
        GROUP_DELETED("repeats", "alone", "group"),
        /** The answer to a new entry has only its id. */
        ADD_ANSWERS_ID("addReply", "whole", "id"),
        /** The owner of the running entry is shown beside the entry, not in it. */
        RUNNING_OWNER_BESIDE("runningOwner", "within", "beside"),
        /** The running entry is shown without a start. */
        RUNNING_UNDATED("runningStart", "told", "left-out"),
        /** An entry whose notes are "undated" is shown without a start. */
        ENTRY_UNDATED("entryStart", "told", "left-out"),
        /** The task that a person is tracking is answered as a list with that task. */
        TRACKING_LISTED("tracking", "task", "list"),
        /** A value of a custom field is shown with the field's id, without its name. */
        FIELDS_BY_ID("fieldValues", "named", "by-id"),
        /** An added user is answered as a list with that user. */
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

    /**
     * The fields that a client sent: in the address, and as a form or JSON.
     *
     * @param typed true for JSON, in which a list must be a list; otherwise a list is a text that contains JSON
     */
    public record RequestFields(ObjectNode json, boolean typed) {
        public static RequestFields nothing() {
            return new RequestFields(Json.object(), false);
        }

        public static RequestFields of(JsonNode json) {
            return new RequestFields((ObjectNode) json, true);
        }

        /** Parses a text that contains JSON. */
        public static JsonNode tree(String text) {
            return Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow(Refusal::unexpected);
        }

        public boolean names(String field) {
            return json.has(field);
        }

        /** True if the field was sent, and is not empty. */
        public boolean has(String field) {
            return text(field).isPresent();
        }

        /** True if the field was sent empty: null, or an empty text. */
        public boolean clears(String field) {
            return names(field)
                    && (json.path(field).isNull()
                            || json.path(field).asString("-").isEmpty());
        }

        public Optional<String> text(String field) {
            JsonNode value = json.path(field);
            return value.isValueNode() && !value.isNull()
                    ? Optional.of(value.asString("")).filter(text -> !text.isEmpty())
                    : Optional.empty();
        }

        public String needed(String field) {
            return text(field).orElseThrow(Refusal::unexpected);
        }

        public Optional<Boolean> flag(String field) {
            return text(field).map(Boolean::parseBoolean);
        }

        public boolean is(String field) {
            return flag(field).orElse(false);
        }

        public Optional<Long> number(String field) {
            return text(field).map(RequestFields::whole);
        }

        private static long whole(String text) {
            try {
                return Long.parseLong(text.strip());
            } catch (NumberFormatException wrong) {
                throw Refusal.unexpected();
            }
        }

        public Optional<Double> decimal(String field) {
            return text(field).map(text -> {
                try {
                    return Double.parseDouble(text);
                } catch (NumberFormatException wrong) {
                    throw Refusal.unexpected();
                }
            });
        }

        /** Reads a list, which must be a list in a JSON body, and a text that contains JSON otherwise. */
        public List<RequestFields> list(String field) {
            JsonNode value = json.path(field);
            if (value.isString() && typed) throw Refusal.wrongKind("java.lang.String", "java.util.List");
            return objects(value.isString() ? tree(value.stringValue()) : value);
        }

        /** Reads a list that must be a text that contains JSON, even in a JSON body. */
        public List<RequestFields> listInText(String field) {
            JsonNode value = json.path(field);
            if (!value.isString()) throw Refusal.wrongKind("java.util.ArrayList", "java.lang.String");
            return objects(tree(value.stringValue()));
        }

        /** Reads a list in either of the two forms. */
        public List<RequestFields> listEitherWay(String field) {
            JsonNode value = json.path(field);
            return objects(value.isString() ? tree(value.stringValue()) : value);
        }

        private static List<RequestFields> objects(JsonNode list) {
            if (list.isMissingNode() || list.isNull()) return List.of();
            if (!list.isArray()) throw Refusal.unexpected();
            return list.valueStream()
                    .filter(JsonNode::isObject)
                    .map(RequestFields::of)
                    .toList();
        }

        public static List<Long> ids(List<RequestFields> objects) {
            return objects.stream().flatMap(each -> each.number("id").stream()).toList();
        }
    }
}
