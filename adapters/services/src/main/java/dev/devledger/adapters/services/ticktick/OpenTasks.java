package dev.devledger.adapters.services.ticktick;

import static dev.devledger.adapters.services.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.ticktick.ReadCursor.Step;
import dev.devledger.adapters.services.ticktick.client.Outcome.Answered;
import dev.devledger.adapters.services.ticktick.client.Outcome.Failure;
import dev.devledger.adapters.services.ticktick.client.Outcome.Held;
import dev.devledger.adapters.services.ticktick.client.Outcome.NotFound;
import dev.devledger.adapters.services.ticktick.client.TickTickApi;
import dev.devledger.adapters.services.ticktick.client.TickTickClient;
import dev.devledger.adapters.services.ticktick.json.TickTickJson;
import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Backoff;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteAnswer.Unknown;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The open tasks of a list, and those of all lists (docs/ticktick.md, section 10). */
final class OpenTasks {
    /** An alias; the answer has the real id. */
    private static final String INBOX = "inbox";

    private static final String NOT_SHOWN =
            "the account may not read this list in TickTick; ask its owner for access, or leave the list";

    private final TickTickClient client;
    private final TickTickJson json;
    private final Lists lists;

    OpenTasks(TickTickClient client, TickTickJson json, Lists lists) {
        this.client = client;
        this.json = json;
        this.lists = lists;
    }

    RemoteAnswer<Optional<Listing>> in(String list) {
        Shown shown = new Shown(json, list);
        return switch (client.call(Share.READ, TickTickApi.projectData(list), shown)) {
            case NotFound gone -> new Ok<>(Optional.empty());
            case Answered answered when answered.isEmpty() -> new Ok<>(Optional.empty());
            case Answered answered ->
                answer(answered, body -> data(list, body))
                        .flatMap(data -> data.isEmpty()
                                ? new Ok<>(Optional.empty())
                                : data.get().tasks() == null
                                        ? unshown(list)
                                        : answer(answered, body -> Optional.of(open(shown))));
            case Held(var hold, var reason, var after) when hold == Backoff.FORBIDDEN -> new Refused<>(NOT_SHOWN);
            case Failure failure -> failure.toAnswer();
        };
    }

    /** That the answer has no tasks is not that the list has none. */
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
                return Optional.empty(); // 200 and {} is how TickTick says that it has no such list
            }
            throw new Unreadable("TickTick's answer is not a list");
        }
        if (data.project() != null
                && !list.equals(INBOX)
                && !list.equals(data.project().id())) {
            throw new Unreadable("TickTick returned a different list");
        }
        return Optional.of(data);
    }

    private static Listing open(Shown shown) {
        return shown.inOrder().only(task -> task.content().status() == RemoteStatus.OPEN);
    }

    /** By another call than {@link #in}; empty where it may have been cut. */
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
        return answer(client.call(Share.RESOLUTION, TickTickApi.filter(), filter.toString()), this::sample);
    }

    /** In one answer; or list by list, however many there are, where one does not hold them. */
    RemoteAnswer<RemotePage<Listing>> anywhere(ReadCursor cursor) {
        return switch (cursor.step()) {
            case LISTS -> lists.page(cursor.at()).map(page -> inAll(cursor.lists(), page));
            case IN_LIST -> inNext(cursor.lists());
            default ->
                search(open())
                        .map(sample -> sample.whole()
                                ? RemotePage.whole(sample.tasks())
                                : new ReadCursor(Step.LISTS, null, List.of(INBOX)).next()); // no list of lists names it
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

    /** @param whole false at the full 200 rows, where TickTick may have cut the rest */
    private record Sample(Listing tasks, boolean whole) {}

    private Sample sample(String body) {
        JsonNode[] tasks = Wire.JSON.readValue(body, JsonNode[].class);
        Shown shown = new Shown(json, null);
        for (JsonNode task : tasks) {
            shown.row(task);
        }
        return new Sample(open(shown), tasks.length < ReadCursor.PAGE);
    }
}
