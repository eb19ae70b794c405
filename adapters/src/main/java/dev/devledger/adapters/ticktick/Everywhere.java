package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.Answers.answer;
import static dev.devledger.adapters.ticktick.Answers.failed;

import dev.devledger.application.sync.CallLog.Share;
import dev.devledger.application.sync.RemoteAnswer;
import dev.devledger.application.sync.RemoteAnswer.Ok;
import dev.devledger.domain.sync.RemoteStatus;
import dev.devledger.domain.sync.RemoteTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * All tasks of an account, to find one of which neither the id nor the place is known (fact sheet, section 10). Abandoned
 * ones come only where no status is asked for, among all that was ever completed, and 200 at most.
 */
final class Everywhere {
    private final TickTickClient client;
    private final TickTickJson json;
    private final PagedReads pages;
    private final OpenTasks open;

    Everywhere(TickTickClient client, TickTickJson json, PagedReads pages, OpenTasks open) {
        this.client = client;
        this.json = json;
        this.pages = pages;
        this.open = open;
    }

    RemoteAnswer<List<RemoteTask>> tasks(String list, Instant since) {
        RemoteAnswer<List<RemoteTask>> openOnes = openOnes();
        if (!(openOnes instanceof Ok<List<RemoteTask>>(var allOpen))) {
            return openOnes;
        }
        RemoteAnswer<List<RemoteTask>> done = pages.completedAnywhere(since);
        if (!(done instanceof Ok<List<RemoteTask>>(var completed))) {
            return done;
        }
        RemoteAnswer<Rows> mixed = anything(list);
        if (!(mixed instanceof Ok<Rows>(var rows))) {
            return failed(mixed);
        }
        Map<String, RemoteTask> all = new LinkedHashMap<>();
        rows.tasks().stream()
                .filter(task -> task.content().status() == RemoteStatus.ABANDONED)
                .forEach(task -> all.put(task.ref().id(), task));
        allOpen.forEach(task -> all.put(task.ref().id(), task));
        completed.forEach(task -> all.put(task.ref().id(), task));
        return new Ok<>(List.copyOf(all.values()));
    }

    /** @param shown how many came, with those that cannot be read */
    private record Rows(List<RemoteTask> tasks, int shown) {
        boolean isCut() {
            return shown >= PagedReads.PAGE;
        }
    }

    private RemoteAnswer<List<RemoteTask>> openOnes() {
        ObjectNode onlyOpen = Wire.JSON.createObjectNode();
        onlyOpen.putArray("status").add(0);
        RemoteAnswer<Rows> answer = filtered(onlyOpen);
        if (!(answer instanceof Ok<Rows>(var rows))) {
            return failed(answer);
        }
        return rows.isCut() ? open.inAll() : new Ok<>(rows.tasks());
    }

    /** The kinds are named, as some have seen open ones alone where nothing at all was asked for. */
    private RemoteAnswer<Rows> anything(String list) {
        ObjectNode anything = Wire.JSON.createObjectNode();
        anything.putArray("kind").add("TEXT").add("CHECKLIST").add("NOTE");
        RemoteAnswer<Rows> answer = filtered(anything);
        if (answer instanceof Ok<Rows>(var rows) && rows.isCut()) {
            anything.putArray("projectIds").add(list);
            return filtered(anything);
        }
        return answer;
    }

    private RemoteAnswer<Rows> filtered(ObjectNode filter) {
        return answer(client.call(Share.RESOLUTION, Endpoint.filter(), filter.toString()), body -> {
            Wire.@Nullable Task[] tasks = Wire.JSON.readValue(body, Wire.Task[].class);
            List<RemoteTask> read = new ArrayList<>();
            for (Wire.Task task : tasks) {
                if (task == null) {
                    throw new Unreadable("TickTick answered a list with a hole in it");
                }
                read(task).ifPresent(read::add);
            }
            return new Rows(read, tasks.length);
        });
    }

    /** The others may be as they are: what cannot be read at all is not what was made. */
    private Optional<RemoteTask> read(Wire.Task task) {
        try {
            return Optional.of(json.task(task, null));
        } catch (Unreadable e) {
            return Optional.empty();
        }
    }
}
