package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.Answers.answer;
import static dev.devledger.adapters.ticktick.Answers.failed;

import dev.devledger.adapters.ticktick.Outcome.Answered;
import dev.devledger.adapters.ticktick.Outcome.Failure;
import dev.devledger.adapters.ticktick.Outcome.NotThere;
import dev.devledger.application.sync.CallLog.Share;
import dev.devledger.application.sync.RemoteAnswer;
import dev.devledger.application.sync.RemoteAnswer.Ok;
import dev.devledger.domain.sync.RemoteList;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The open tasks of a list, and one open task wherever it is (fact sheet, section 10). */
final class OpenTasks {
    /** An alias; the answer has the real id. */
    private static final String INBOX = "inbox";

    /** Top to bottom; what has no place comes last. */
    private static final Comparator<Wire.Task> AS_SHOWN = Comparator.comparing(
                    Wire.Task::sortOrder, Comparator.nullsLast(Comparator.<Long>naturalOrder()))
            .thenComparing(task -> Objects.requireNonNullElse(task.id(), ""));

    private final TickTickClient client;
    private final TickTickJson json;
    private final PagedReads pages;

    OpenTasks(TickTickClient client, TickTickJson json, PagedReads pages) {
        this.client = client;
        this.json = json;
        this.pages = pages;
    }

    RemoteAnswer<Optional<List<RemoteTask>>> in(String list) {
        return switch (client.call(Share.READ, Endpoint.projectData(list))) {
            case NotThere gone -> new Ok<>(Optional.empty());
            case Answered answered when answered.isEmpty() -> new Ok<>(Optional.empty());
            case Answered answered -> answer(answered, body -> in(list, body));
            case Failure failure -> failure.toAnswer();
        };
    }

    private Optional<List<RemoteTask>> in(String list, String body) {
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

    private List<RemoteTask> open(List<Wire.@Nullable Task> tasks, @Nullable String list) {
        List<Wire.Task> shown = new ArrayList<>();
        for (Wire.Task task : tasks) {
            if (task == null) {
                throw new Unreadable("TickTick answered a list with a hole in it");
            }
            shown.add(task);
        }
        return shown.stream()
                .sorted(AS_SHOWN)
                .map(task -> json.task(task, list))
                .filter(task -> task.content().status() == RemoteStatus.OPEN)
                .toList();
    }

    RemoteAnswer<Optional<RemoteTask>> anywhere(String id) {
        ObjectNode open = Wire.JSON.createObjectNode();
        open.putArray("status").add(0);
        Outcome outcome = client.call(Share.RESOLUTION, Endpoint.filter(), open.toString());
        RemoteAnswer<Sample> answer = answer(outcome, body -> sample(body, id));
        if (!(answer instanceof Ok<Sample>(var sample))) {
            return failed(answer);
        }
        return sample.found().isPresent() || sample.whole() ? new Ok<>(sample.found()) : inEach(id);
    }

    /** @param whole false at the full 200 rows, where TickTick may have cut the rest */
    private record Sample(Optional<RemoteTask> found, boolean whole) {}

    private Sample sample(String body, String id) {
        Wire.@Nullable Task[] tasks = Wire.JSON.readValue(body, Wire.Task[].class);
        List<Wire.@Nullable Task> ours = new ArrayList<>(); // the others may be as they are
        for (Wire.Task task : tasks) {
            if (task != null && id.equals(task.id())) {
                ours.add(task);
            }
        }
        return new Sample(open(ours, null).stream().findFirst(), tasks.length < PagedReads.PAGE);
    }

    private RemoteAnswer<Optional<RemoteTask>> inEach(String id) {
        RemoteAnswer<List<String>> answer = lists();
        if (!(answer instanceof Ok<List<String>>(var all))) {
            return failed(answer);
        }
        for (String list : all) {
            RemoteAnswer<Optional<List<RemoteTask>>> read = in(list);
            if (!(read instanceof Ok<Optional<List<RemoteTask>>>(var tasks))) {
                return failed(read);
            }
            Optional<RemoteTask> found = tasks.orElse(List.of()).stream()
                    .filter(task -> task.ref().id().equals(id))
                    .findFirst();
            if (found.isPresent()) {
                return new Ok<>(found);
            }
        }
        return new Ok<>(Optional.empty());
    }

    /** List by list, however many there are. */
    RemoteAnswer<List<RemoteTask>> inAll() {
        RemoteAnswer<List<String>> answer = lists();
        if (!(answer instanceof Ok<List<String>>(var all))) {
            return failed(answer);
        }
        List<RemoteTask> found = new ArrayList<>();
        for (String list : all) {
            RemoteAnswer<Optional<List<RemoteTask>>> read = in(list);
            if (!(read instanceof Ok<Optional<List<RemoteTask>>>(var tasks))) {
                return failed(read);
            }
            found.addAll(tasks.orElse(List.of()));
        }
        return new Ok<>(found);
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
