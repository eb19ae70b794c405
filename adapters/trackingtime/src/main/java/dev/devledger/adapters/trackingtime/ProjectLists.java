package dev.devledger.adapters.trackingtime;

import dev.devledger.adapters.trackingtime.client.Endpoint;
import dev.devledger.adapters.trackingtime.client.Endpoint.Method;
import dev.devledger.adapters.trackingtime.client.Outcome;
import dev.devledger.adapters.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.trackingtime.json.ProjectJson;
import dev.devledger.adapters.trackingtime.json.RemoteIds;
import dev.devledger.adapters.trackingtime.json.Unreadable;
import dev.devledger.adapters.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The projects of the account, archived ones too. They come in one answer, however many they are. */
final class ProjectLists {
    private final TrackingTimeClient client;
    private final Members members;

    ProjectLists(TrackingTimeClient client, Members members) {
        this.client = client;
        this.members = members;
    }

    RemoteAnswer<RemotePage<List<RemoteList>>> page(@Nullable String cursor) {
        return cursor != null
                ? Answers.unknownCursor()
                : members.known(Share.READ)
                        .flatMap(known -> Answers.answer(
                                client.call(Share.READ, Endpoint.get("projects").with("filter", "ALL")),
                                data -> RemotePage.whole(ProjectJson.all(Wire.rows(data, "projects")))));
    }

    /** Whether it is there: false where TrackingTime says no as it does of what is not. */
    RemoteAnswer<Boolean> isThere(Share share, String project) {
        Outcome outcome = client.call(share, endpoint(project));
        return Answers.isDenied(outcome)
                ? new Ok<>(false)
                : Answers.answer(outcome, data -> {
                    same(data, project);
                    return true;
                });
    }

    private static Endpoint endpoint(String project) {
        return Endpoint.get("projects/" + project);
    }

    private static RemoteList same(JsonNode data, String project) {
        RemoteList list = ProjectJson.read(data);
        if (!list.id().equals(RemoteIds.list(project))) {
            throw new Unreadable("TrackingTime returned a different project");
        }
        return list;
    }

    /** A name that another one has may be refused, with TrackingTime's own words. */
    RemoteAnswer<RemoteList> create(String name) {
        return Answers.ofList(
                client.call(
                        Share.WRITE,
                        Endpoint.post("projects/add"),
                        Wire.object().put("name", name)),
                ProjectJson::read);
    }

    /** A request for the name, one for whether it has ended, and a look at what it then is. */
    RemoteAnswer<RemoteList> update(String list, CanonicalChanges changes) {
        String project = RemoteIds.project(list).orElse(null);
        if (project == null) {
            return Answers.noSuch(list);
        }
        RemoteAnswer<Done> answer = new Ok<>(Done.DONE);
        if (changes.title() != null) {
            ObjectNode name = Wire.object().put("name", changes.title().to());
            Endpoint rename = Endpoint.post("projects/update/" + project);
            answer = answer.flatMap(before -> done(client.call(Share.WRITE, rename, name)));
        }
        if (changes.status() != null) {
            boolean open = changes.status().to() == RemoteStatus.OPEN;
            Endpoint ended = Endpoint.put((open ? "projects/open/" : "projects/close/") + project);
            answer = answer.flatMap(before -> done(client.call(Share.WRITE, ended)));
        }
        return answer.flatMap(done -> now(project));
    }

    private static RemoteAnswer<Done> done(Outcome outcome) {
        return Answers.ofList(outcome, any -> Done.DONE);
    }

    private RemoteAnswer<RemoteList> now(String project) {
        return Answers.ofList(client.call(Share.WRITE, endpoint(project)), data -> same(data, project));
    }

    /** What has been worked stays, and so do tasks, in no project. What is not there is deleted. */
    RemoteAnswer<Done> delete(String list) {
        String project = RemoteIds.project(list).orElse(null);
        if (project == null) {
            return new Ok<>(Done.DONE);
        }
        Outcome outcome = client.call(
                Share.WRITE,
                Endpoint.of(Method.DELETE, "projects/delete/" + project).with("delete_all", false));
        RemoteAnswer<Done> answer = Answers.answer(outcome, any -> Done.DONE);
        return Answers.isDenied(outcome) && isThere(Share.WRITE, project) instanceof Ok<Boolean>(var there) && !there
                ? new Ok<>(Done.DONE)
                : answer;
    }
}
