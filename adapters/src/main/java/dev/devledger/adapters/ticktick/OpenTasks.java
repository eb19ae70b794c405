package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.Answers.answer;
import static dev.devledger.adapters.ticktick.Answers.failed;
import static dev.devledger.adapters.ticktick.Answers.map;

import dev.devledger.adapters.ticktick.Outcome.Answered;
import dev.devledger.adapters.ticktick.Outcome.Failure;
import dev.devledger.adapters.ticktick.Outcome.NotThere;
import dev.devledger.application.sync.CallLog.Share;
import dev.devledger.application.sync.Listing;
import dev.devledger.application.sync.RemoteAnswer;
import dev.devledger.application.sync.RemoteAnswer.Ok;
import dev.devledger.domain.sync.RemoteList;
import dev.devledger.domain.sync.RemoteStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The open tasks of a list, and those of all lists (fact sheet, section 10). */
final class OpenTasks {
    /** An alias; the answer has the real id. */
    private static final String INBOX = "inbox";

    /** Top to bottom; what has no place comes last. */
    private static final Comparator<JsonNode> AS_SHOWN = Comparator.comparing(
                    OpenTasks::place, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
            .thenComparing(task -> task.path("id").asString(""));

    private final TickTickClient client;
    private final TickTickJson json;
    private final PagedReads pages;

    OpenTasks(TickTickClient client, TickTickJson json, PagedReads pages) {
        this.client = client;
        this.json = json;
        this.pages = pages;
    }

    private static @Nullable Long place(JsonNode task) {
        JsonNode order = task.path("sortOrder");
        return order.canConvertToLong() ? order.asLong() : null;
    }

    RemoteAnswer<Optional<Listing>> in(String list) {
        RemoteAnswer<Optional<Listing>> read = read(list);
        if (!(read instanceof Ok<Optional<Listing>>(var listing)) || listing.isEmpty()) {
            return read;
        }
        RemoteAnswer<Listing> judged = listing.get().unlessTooManyAreQuarantined();
        return judged instanceof Ok<Listing> ? read : failed(judged);
    }

    private RemoteAnswer<Optional<Listing>> read(String list) {
        return switch (client.call(Share.READ, Endpoint.projectData(list))) {
            case NotThere gone -> new Ok<>(Optional.empty());
            case Answered answered when answered.isEmpty() -> new Ok<>(Optional.empty());
            case Answered answered -> answer(answered, body -> in(list, body));
            case Failure failure -> failure.toAnswer();
        };
    }

    private Optional<Listing> in(String list, String body) {
        Wire.@Nullable ProjectData data = Wire.JSON.readValue(body, Wire.ProjectData.class);
        if (data == null || (data.project() == null && data.tasks() == null)) {
            if (Wire.JSON.readTree(body).isEmpty()) {
                return Optional.empty(); // 200 and {} is how TickTick says that it has no such list
            }
            throw new Unreadable("TickTick answered something else than a list");
        }
        if (data.project() != null
                && !list.equals(INBOX)
                && !list.equals(data.project().id())) {
            throw new Unreadable("TickTick answered another list");
        }
        return Optional.of(open(data.tasks() == null ? List.of() : data.tasks(), list));
    }

    private Listing open(List<@Nullable JsonNode> tasks, @Nullable String list) {
        List<JsonNode> shown = new ArrayList<>();
        for (JsonNode task : tasks) {
            if (task == null) {
                throw new Unreadable("TickTick answered a list with a hole in it");
            }
            shown.add(task);
        }
        TaskRows rows = new TaskRows();
        shown.stream().sorted(AS_SHOWN).forEach(task -> rows.add(json.row(task, list)));
        return rows.listing(task -> task.content().status() == RemoteStatus.OPEN);
    }

    /** By another call than {@link #in}; empty where it may have been cut. */
    RemoteAnswer<Optional<Listing>> searched(String list) {
        ObjectNode openOnes = open();
        openOnes.putArray("projectIds").add(list);
        return map(
                search(openOnes), sample -> sample.whole() ? Optional.of(sample.tasks()) : Optional.<Listing>empty());
    }

    private static ObjectNode open() {
        ObjectNode open = Wire.JSON.createObjectNode();
        open.putArray("status").add(0);
        return open;
    }

    private RemoteAnswer<Sample> search(ObjectNode filter) {
        return answer(client.call(Share.RESOLUTION, Endpoint.filter(), filter.toString()), this::sample);
    }

    /** {@code before} is run before each request but the first. */
    RemoteAnswer<Listing> anywhere(Runnable before) {
        RemoteAnswer<Sample> answer = search(open());
        if (!(answer instanceof Ok<Sample>(var sample))) {
            return failed(answer);
        }
        return sample.whole() ? new Ok<>(sample.tasks()) : inAll(before);
    }

    /** @param whole false at the full 200 rows, where TickTick may have cut the rest */
    private record Sample(Listing tasks, boolean whole) {}

    private Sample sample(String body) {
        @Nullable JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
        return new Sample(open(Arrays.asList(tasks), null), tasks.length < PagedReads.PAGE);
    }

    /** List by list, however many there are. */
    private RemoteAnswer<Listing> inAll(Runnable before) {
        before.run();
        RemoteAnswer<List<String>> answer = lists();
        if (!(answer instanceof Ok<List<String>>(var all))) {
            return failed(answer);
        }
        TaskRows found = new TaskRows();
        for (String list : all) {
            before.run();
            RemoteAnswer<Optional<Listing>> read = in(list);
            if (!(read instanceof Ok<Optional<Listing>>(var tasks))) {
                return failed(read);
            }
            tasks.ifPresent(found::add);
        }
        return new Ok<>(found.listing());
    }

    private RemoteAnswer<List<String>> lists() {
        RemoteAnswer<List<RemoteList>> answer = pages.lists();
        if (!(answer instanceof Ok<List<RemoteList>>(var lists))) {
            return failed(answer);
        }
        List<String> all = new ArrayList<>(List.of(INBOX)); // no list of lists names it
        lists.forEach(list -> all.add(list.id()));
        return new Ok<>(all);
    }
}
