package dev.devledger.adapters.ticktick;

import static dev.devledger.adapters.ticktick.RemoteAnswers.answer;

import dev.devledger.adapters.ticktick.client.Endpoint;
import dev.devledger.adapters.ticktick.client.Outcome;
import dev.devledger.adapters.ticktick.client.TickTickClient;
import dev.devledger.adapters.ticktick.json.Unreadable;
import dev.devledger.adapters.ticktick.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.domain.sync.content.RemoteList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lists of the account, which TickTick's API calls projects. The inbox is not among them. */
final class Lists {
    /** Of a list that somebody shares with the account; absent for the account's own. */
    private static final Set<String> READ_ONLY = Set.of("read", "comment");

    private final TickTickClient client;

    Lists(TickTickClient client) {
        this.client = client;
    }

    /** {@code before} is run before each page but the first. */
    RemoteAnswer<List<RemoteList>> all(Runnable before) {
        Map<String, RemoteList> lists = new LinkedHashMap<>();
        return PagedReads.all(lists::size, () -> pageAfter(lists), () -> List.copyOf(lists.values()), before);
    }

    private RemoteAnswer<Integer> pageAfter(Map<String, RemoteList> known) {
        return answer(client.call(Share.READ, Endpoint.projects(known.size(), PagedReads.PAGE)), body -> {
            Wire.@Nullable Project[] page = Wire.JSON.readValue(body, Wire.Project[].class);
            for (Wire.Project project : page) {
                RemoteList list = read(project);
                known.put(list.id(), list);
            }
            return page.length;
        });
    }

    /** A name of more than 64 characters is cut. */
    RemoteAnswer<RemoteList> create(String name) {
        return answer(write(Endpoint.createProject(), name), Lists::read);
    }

    RemoteAnswer<RemoteList> rename(String list, String name) {
        return answer(write(Endpoint.updateProject(list), name), body -> {
            RemoteList renamed = read(body);
            if (!renamed.id().equals(list)) {
                throw new Unreadable("TickTick returned a different list");
            }
            return renamed;
        });
    }

    private Outcome write(Endpoint endpoint, String name) {
        return client.call(
                Share.WRITE,
                endpoint,
                Wire.JSON.createObjectNode().put("name", name).toString());
    }

    /** Its tasks go with it. */
    RemoteAnswer<Done> delete(String list) {
        return RemoteAnswers.done(client.call(Share.WRITE, Endpoint.deleteProject(list)));
    }

    private static RemoteList read(String body) {
        return read(Wire.JSON.readValue(body, Wire.Project.class));
    }

    private static RemoteList read(Wire.@Nullable Project project) {
        if (project == null || project.id() == null || project.id().isBlank()) {
            throw new Unreadable("a list of TickTick has no id");
        }
        boolean closed = Boolean.TRUE.equals(project.closed());
        boolean writable = !closed && !READ_ONLY.contains(Objects.requireNonNullElse(project.permission(), ""));
        return new RemoteList(project.id(), Objects.requireNonNullElse(project.name(), ""), writable);
    }
}
