package dev.devledger.adapters.sandbox.ticktick.common;

import dev.devledger.adapters.sandbox.kernel.Behaviour;
import dev.devledger.adapters.sandbox.kernel.Behaviour.Habit;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ways in which this TickTick differs from the plain one. Tests change {@code refreshTokens}, {@code wholeUpdates},
 * {@code maxLists}, {@code maxOpenTasks}, {@code clients} (each with {@code id}, {@code secret}, {@code redirectUri}),
 * {@code tokenCallsLeft} (the calls left to all OAuth tokens together) and {@code habits}, an object of {@link
 * TickTickHabit}s with their words. A field that is not sent does not change; null lifts a limit. Safe to use from any
 * thread.
 */
public final class TickTickBehaviour extends Behaviour<TickTickBehaviour.TickTickHabit>
        implements dev.devledger.adapters.sandbox.fault.FaultControl.Account {
    /** An app that is registered in the developer portal. */
    public record Client(String id, String secret, String redirectUri) {}

    /**
     * @param refreshTokens true if refresh tokens are issued, as by some servers; TickTick issues none
     * @param wholeUpdates true if an update replaces the whole task, which some clients believe TickTick does
     * @param maxLists the limit of lists without the Inbox; null for no limit
     * @param maxOpenTasks the limit of open tasks in a list; null for no limit
     * @param clients the registered clients; if there are none, any client is accepted
     */
    public record Setting(
            boolean refreshTokens,
            boolean wholeUpdates,
            @Nullable Long maxLists,
            @Nullable Long maxOpenTasks,
            List<Client> clients) {
        static final Setting PLAIN = new Setting(false, false, null, null, List.of());
    }

    private static final Set<String> FIELDS =
            Set.of("refreshTokens", "wholeUpdates", "maxLists", "maxOpenTasks", "clients", "tokenCallsLeft", "habits");

    private final SandboxClock clock;
    private volatile Setting setting = Setting.PLAIN;
    private @Nullable Long tokenCallsLeft;

    public TickTickBehaviour(Clock clock) {
        super(TickTickHabit.class);
        this.clock = new SandboxClock(clock);
    }

    public SandboxClock clock() {
        return clock;
    }

    public Setting now() {
        return setting;
    }

    @Override
    public JsonNode read(byte[] body) {
        return new RequestFields(RequestFields.tree(body)).json();
    }

    @Override
    public synchronized void change(JsonNode body) {
        for (String field : body.propertyNames())
            if (!FIELDS.contains(field)) throw Refusal.invalid("Unknown field " + field);
        RequestFields given = new RequestFields(body);
        Setting next = new Setting(
                given.flag("refreshTokens").orElse(setting.refreshTokens()),
                given.flag("wholeUpdates").orElse(setting.wholeUpdates()),
                limit(given, "maxLists", setting.maxLists()),
                limit(given, "maxOpenTasks", setting.maxOpenTasks()),
                given.objects("clients")
                        .map(clients ->
                                clients.stream().map(TickTickBehaviour::client).toList())
                        .orElse(setting.clients()));
        given.object("habits").ifPresent(words -> choose(words.json()));
        setting = next;
        given.number("tokenCallsLeft").ifPresent(left -> tokenCallsLeft = left);
    }

    private static @Nullable Long limit(RequestFields body, String field, @Nullable Long now) {
        if (body.clears(field)) return null;
        return body.number(field).orElse(now);
    }

    private static Client client(RequestFields client) {
        return new Client(text(client, "id"), text(client, "secret"), text(client, "redirectUri"));
    }

    private static String text(RequestFields client, String field) {
        return client.text(field).orElseThrow(() -> Refusal.invalid(field + " is missing"));
    }

    /** Omits the secrets of clients. */
    @Override
    public synchronized void show(ObjectNode state) {
        ObjectNode account = state.putObject("account").put("refreshTokens", setting.refreshTokens());
        account.put("wholeUpdates", setting.wholeUpdates()).put("maxLists", setting.maxLists());
        account.put("maxOpenTasks", setting.maxOpenTasks());
        account.set(
                "clients",
                Json.arrayOf(setting.clients().stream().map(Client::id).toList()));
        if (tokenCallsLeft != null) account.put("tokenCallsLeft", tokenCallsLeft);
        account.set("habits", words());
    }

    /** Counts a call with an OAuth token. True if all tokens end with this call. */
    public synchronized boolean tokensEndNow() {
        if (tokenCallsLeft == null) return false;
        boolean end = tokenCallsLeft <= 0;
        tokenCallsLeft = end ? null : Long.valueOf(tokenCallsLeft - 1);
        return end;
    }

    @Override
    public synchronized void clear() {
        super.clear();
        setting = Setting.PLAIN;
        tokenCallsLeft = null;
    }

    /**
     * The states of tasks before their last write; the first read of each task may still show it. Safe to use from any
     * thread.
     */
    public static final class StaleFirstReads {
        private final TickTickBehaviour circumstances;
        private final Map<String, String> before = new ConcurrentHashMap<>();

        public StaleFirstReads(TickTickBehaviour circumstances) {
            this.circumstances = circumstances;
        }

        public void written(ObjectNode task, String was) {
            if (circumstances.has(TickTickHabit.FIRST_READ_IS_OLD))
                before.put(task.path("id").stringValue(), was);
        }

        public Optional<ObjectNode> take(String id) {
            if (!circumstances.has(TickTickHabit.FIRST_READ_IS_OLD)) before.clear();
            return Optional.ofNullable(before.remove(id)).map(Json::stored);
        }
    }

    /**
     * The open questions about TickTick (docs/ticktick.md, habits). For each there are two readings, and a client must
     * cope with both. Each is named after the second reading; the first is the default.
     */
    public enum TickTickHabit implements Habit {
        /** An update of a deleted task stores nothing, but the answer shows the task as the update requests. */
        ANSWERS_DELETED_AS_ASKED("deletedTaskUpdate", "as-it-was", "as-asked"),
        /** An update of a task whose list was deleted fails, as does a read of it. */
        REFUSES_TASKS_OF_DELETED_LISTS("deletedListUpdate", "answered", "refused"),
        /** With a task its subtasks are deleted, through the API and in the app. */
        CHILDREN_GO_ALONG("childrenOfDeleted", "stay", "follow"),
        /**
         * With a task its open subtasks are completed, through the API and in the app, unless a recurring task only
         * moves to its next date.
         */
        CHILDREN_END_ALONG("childrenOfCompleted", "stay", "follow"),
        /** An update through the API that does not name the due date of an all-day task removes its dates. */
        LOSES_UNNAMED_DAYS("allDayUpdate", "keeps-days", "loses-days"),
        /** The first read of a task by its id after a write shows the state before the write. */
        FIRST_READ_IS_OLD("firstRead", "new", "old"),
        /**
         * Tags of tasks keep the case of letters in which they were sent; two tags that differ only in case are still
         * one.
         */
        TAGS_KEEP_THEIR_CASE("tagCase", "lower", "as-sent"),
        /** A task's parent may be the task itself, or one of its subtasks. */
        TAKES_CIRCLES("parentCircle", "ignored", "taken"),
        /** An update through the API with an empty parent does not detach the task. */
        IGNORES_EMPTY_PARENTS("emptyParent", "detaches", "ignored"),
        /** Lists that were closed in the app show no tasks, neither to a filter nor to a read of the list. */
        HIDES_CLOSED_LISTS("closedLists", "shown", "hidden"),
        /** An empty filter returns only open tasks, not all. */
        EMPTY_FILTER_MEANS_OPEN("emptyFilter", "all", "open"),
        /** A batch of more than fifty entries is refused as a whole, not cut. */
        REFUSES_LONG_BATCHES("longBatch", "cut", "refused"),
        /** Time zones that no database has are kept, not dropped. */
        KEEPS_UNKNOWN_ZONES("unknownZone", "dropped", "kept");

        @SuppressWarnings("ImmutableEnumChecker") // a record of strings
        private final Readings readings;

        TickTickHabit(String field, String first, String second) {
            readings = new Readings(field, first, second);
        }

        @Override
        public Readings readings() {
            return readings;
        }
    }

    /** An object that a client sent, read with TickTick's types: a value of a wrong type fails the whole request. */
    public record RequestFields(JsonNode json) {

        public RequestFields {
            if (!json.isObject()) throw Refusal.invalid("A JSON object is expected");
        }

        /** Reads the body of a request. */
        public static JsonNode tree(byte[] body) {
            return Json.read(body).orElseThrow(() -> Refusal.invalid("The body is not JSON"));
        }

        /** True if the field was sent as null. */
        public boolean clears(String field) {
            return json.path(field).isNull();
        }

        public boolean has(String field) {
            return value(field).isPresent();
        }

        public Optional<String> text(String field) {
            return value(field).map(as(field, JsonNode::isString, JsonNode::stringValue));
        }

        public Optional<Boolean> flag(String field) {
            return value(field).map(as(field, JsonNode::isBoolean, JsonNode::booleanValue));
        }

        public Optional<Long> number(String field) {
            return value(field).map(as(field, JsonNode::canConvertToLong, JsonNode::longValue));
        }

        public Optional<List<String>> texts(String field) {
            return elements(field).map(list -> list.stream()
                    .map(as(field, JsonNode::isString, JsonNode::stringValue))
                    .toList());
        }

        public Optional<List<Long>> numbers(String field) {
            return elements(field).map(list -> list.stream()
                    .map(as(field, JsonNode::canConvertToLong, JsonNode::longValue))
                    .toList());
        }

        public Optional<RequestFields> object(String field) {
            return value(field).map(RequestFields::new);
        }

        public Optional<List<RequestFields>> objects(String field) {
            return elements(field)
                    .map(list -> list.stream().map(RequestFields::new).toList());
        }

        private Optional<List<JsonNode>> elements(String field) {
            return value(field).map(as(field, JsonNode::isArray, array -> array.valueStream()
                    .toList()));
        }

        private Optional<JsonNode> value(String field) {
            return json.optional(field).filter(value -> !value.isNull());
        }

        private static <T> Function<JsonNode, T> as(
                String field, Predicate<JsonNode> type, Function<JsonNode, T> value) {
            return node -> {
                if (!type.test(node)) throw Refusal.invalid("Wrong type of " + field);
                return value.apply(node);
            };
        }
    }
}
