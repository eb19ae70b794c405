package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.TickTickRemoteTasks.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.ticktick.OpenTasks.ReadCursor.Step;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.client.Outcome.NothingDone;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.RowSink;
import dev.devledger.adapters.services.ticktick.client.TickTickClient.TickTickApi;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.NotSentReason;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.ReadTarget;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the open tasks of one list or of all lists (docs/ticktick.md, section 10). */
public record OpenTasks(TickTickClient client, TickTickJson json, Lists lists) {
    /** An alias for the id of the inbox; answers have the real id. */
    private static final String INBOX = "inbox";

    private static final String NOT_SHOWN =
            "the account may not read this list in TickTick; ask its owner for access, or leave the list";

    RemoteAnswer<Optional<Listing>> in(String list) {
        Shown shown = new Shown(json, list);
        return switch (client.call(CallPurpose.READ, TickTickApi.projectData(list), shown)) {
            case NotFound gone -> new Ok<>(Optional.empty());
            case Answered answered when answered.isEmpty() -> new Ok<>(Optional.empty());
            case Answered answered ->
                answer(answered, body -> data(list, body))
                        .flatMap(data -> data.isEmpty()
                                ? new Ok<>(Optional.empty())
                                : data.get().tasks() == null
                                        ? unshown(list)
                                        : answer(answered, body -> Optional.of(open(shown))));
            case NothingDone(var hold, var reason, var after)
            when hold == NotSentReason.FORBIDDEN -> new Refused<>(NOT_SHOWN);
            case Failure failure -> failure.toAnswer();
        };
    }

    /**
     * Searches for the list's tasks after an answer without them, which does not mean that the list is empty: it may be
     * hidden.
     */
    private RemoteAnswer<Optional<Listing>> unshown(String list) {
        return searched(list)
                .flatMap(found -> found.isPresent()
                        ? new Ok<>(found)
                        : new Unknown<>("TickTick's answer does not show the tasks of the list"));
    }

    private static Optional<Wire.ProjectData> data(String list, String body) {
        Wire.@Nullable ProjectData data = Wire.JSON.readValue(body, Wire.ProjectData.class);
        if (data == null || (data.project() == null && data.tasks() == null)) {
            if (Wire.JSON.readTree(body).isEmpty()) {
                return Optional.empty(); // 200 and {} is TickTick's answer for an unknown list
            }
            throw new UnreadableAnswer("TickTick's answer is not a list");
        }
        if (data.project() != null
                && !list.equals(INBOX)
                && !list.equals(data.project().id())) {
            throw new UnreadableAnswer("TickTick returned a different list");
        }
        return Optional.of(data);
    }

    private static Listing open(Shown shown) {
        return shown.inOrder().only(task -> task.content().status() == RemoteStatus.OPEN);
    }

    /** Reads the list's open tasks by another call than {@link #in}; empty if the answer may have been cut. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        ObjectNode openOnes = open();
        openOnes.putArray("projectIds").add(list);
        return search(openOnes).map(sample -> sample.whole() ? Optional.of(sample.tasks()) : Optional.empty());
    }

    private static ObjectNode open() {
        ObjectNode open = Wire.JSON.createObjectNode();
        open.putArray("status").add(0);
        return open;
    }

    private RemoteAnswer<Sample> search(ObjectNode filter) {
        return answer(client.resolve(TickTickApi.filter(), filter.toString()), this::sample);
    }

    /** Reads all open tasks in one answer, or list by list if there are more than one answer can hold. */
    RemoteAnswer<RemotePage<Listing>> anywhere(ReadCursor cursor) {
        return switch (cursor.step()) {
            case LISTS -> lists.page(cursor.at()).map(page -> inAll(cursor.lists(), page));
            case IN_LIST -> inNext(cursor.lists());
            default ->
                search(open())
                        .map(sample -> sample.whole()
                                ? RemotePage.whole(sample.tasks())
                                : new ReadCursor(Step.LISTS, null, List.of(INBOX)).next()); // the lists omit the inbox
        };
    }

    private static RemotePage<Listing> inAll(List<String> known, RemotePage<List<RemoteList>> page) {
        List<String> all = new ArrayList<>(known);
        page.rows().forEach(list -> all.add(list.id()));
        return new ReadCursor(page.next() == null ? Step.IN_LIST : Step.LISTS, page.next(), all).next();
    }

    private RemoteAnswer<RemotePage<Listing>> inNext(List<String> left) {
        List<String> rest = left.subList(1, left.size());
        return in(left.getFirst())
                .map(open -> open.orElse(ReadCursor.NOTHING))
                .map(open ->
                        rest.isEmpty() ? RemotePage.whole(open) : new ReadCursor(Step.IN_LIST, null, rest).after(open));
    }

    /** @param whole false if the answer has 200 rows, as TickTick may then have left out more */
    private record Sample(Listing tasks, boolean whole) {}

    private Sample sample(String body) {
        JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
        Shown shown = new Shown(json, null);
        for (JsonNode task : tasks) {
            shown.row(task);
        }
        return new Sample(open(shown), tasks.length < ReadCursor.PAGE);
    }

    /** The tasks of an answer, in the order of the list. */
    public static final class Shown implements RowSink {

        /** @param place the sort order within the list; null if the answer has none */
        private record Row(@Nullable Long place, String id, LookupResult.Present task) {}

        /** Sorts from top to bottom; tasks without a sort order come last. */
        private static final Comparator<Row> ORDER = Comparator.comparing(
                        Row::place, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
                .thenComparing(Row::id);

        private final TickTickJson json;
        private final @Nullable String list;
        private final List<Row> rows = new ArrayList<>();
        private @Nullable UnreadableAnswer unreadable;

        /** {@code list} is the requested list; null if several were requested. */
        public Shown(TickTickJson json, @Nullable String list) {
            this.json = json;
            this.list = list;
        }

        @Override
        public void begin() {
            rows.clear();
            unreadable = null;
        }

        @Override
        public void row(@Nullable JsonNode task) {
            if (unreadable != null) {
                return;
            }
            try {
                if (task == null || task.isNull()) {
                    throw new UnreadableAnswer("TickTick returned a list with an empty entry");
                }
                JsonNode order = task.path("sortOrder");
                Long place = order.canConvertToLong() ? order.asLong() : null;
                rows.add(new Row(place, task.path("id").asString(""), json.row(task, list)));
            } catch (UnreadableAnswer e) {
                unreadable = e;
            }
        }

        /** Returns the tasks from top to bottom. */
        public Listing inOrder() {
            if (unreadable != null) {
                throw unreadable;
            }
            rows.sort(ORDER);
            return Listing.ofRows(rows.stream().map(Row::task).toList());
        }
    }

    /**
     * The position of a read that takes several requests. TickTick has no cursors, so this contains all that the next
     * request needs.
     *
     * @param at the next page of the step, null for the first page
     * @param lists the lists still to be read
     */
    record ReadCursor(Step step, @Nullable String at, List<String> lists) {
        /** The most rows in an answer; TickTick gives no sign that there are more (docs/ticktick.md, section 10). */
        static final int PAGE = 200;

        static final Listing NOTHING = Listing.of(List.of());

        /** The parts of a read. */
        enum Step {
            BEGIN,
            LISTS,
            IN_LIST,
            COMPLETED,
            OF_ANY_STATUS,
            OF_ANY_STATUS_IN_LIST
        }

        ReadCursor(@Nullable Step step, @Nullable String at, @Nullable List<String> lists) {
            this.step = Objects.requireNonNullElse(step, Step.BEGIN);
            this.at = at;
            this.lists = lists == null ? List.of() : List.copyOf(lists);
        }

        ReadCursor(Step step) {
            this(step, null, List.of());
        }

        /** Parses a cursor; null if the text is not a cursor for this kind of read. */
        static @Nullable ReadCursor of(ReadTarget what, @Nullable String written) {
            return UnreadableAnswer.cursor(Wire.JSON, written == null ? "{}" : written, ReadCursor.class)
                    .filter(cursor -> steps(what).contains(cursor.step()))
                    .filter(cursor ->
                            cursor.step() != Step.IN_LIST || !cursor.lists().isEmpty())
                    .orElse(null);
        }

        private static Set<Step> steps(ReadTarget what) {
            return switch (what) {
                case ReadTarget.OneList list -> EnumSet.of(Step.BEGIN);
                case ReadTarget.AllOpenTasks open -> EnumSet.of(Step.BEGIN, Step.LISTS, Step.IN_LIST);
                case ReadTarget.FinishedSince finished -> EnumSet.of(Step.BEGIN, Step.COMPLETED);
                case ReadTarget.WrittenSince written -> EnumSet.allOf(Step.class);
            };
        }

        /** Returns an empty page with this position as the next one. */
        RemotePage<Listing> next() {
            return after(NOTHING);
        }

        /** Returns a page of these tasks with this position as the next one. */
        RemotePage<Listing> after(Listing rows) {
            return new RemotePage<>(rows, Wire.JSON.writeValueAsString(this));
        }
    }
}
