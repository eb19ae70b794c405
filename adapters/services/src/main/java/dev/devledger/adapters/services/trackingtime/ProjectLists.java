package dev.devledger.adapters.services.trackingtime;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.Unreadable;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.json.ProjectJson;
import dev.devledger.adapters.services.trackingtime.json.RemoteIds;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.application.sync.connector.CallLog.Share;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The projects of the account, archived ones too. They come in one answer, however many they are. */
final class ProjectLists {
    private static final Set<Field> DETAILS = EnumSet.of(Field.TITLE, Field.CUSTOMER, Field.SERVICE);

    private final TrackingTimeClient client;
    private final Members members;
    private final NamedThings named;

    ProjectLists(TrackingTimeClient client, Members members) {
        this.client = client;
        this.members = members;
        this.named = new NamedThings(client);
    }

    RemoteAnswer<RemotePage<List<RemoteList>>> page(@Nullable String cursor) {
        return cursor != null
                ? Answers.unknownCursor()
                : members.known(Share.READ)
                        .flatMap(known -> Answers.answer(
                                client.call(
                                        Share.READ,
                                        TrackingTimeApi.get("projects").with("filter", "ALL")),
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
        return TrackingTimeApi.get("projects/" + project);
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
                        TrackingTimeApi.post("projects/add"),
                        Wire.object().put("name", name)),
                ProjectJson::read);
    }

    /**
     * A request for its name and whom it is for, one for whether it has ended, and a look at what it then is; before them a
     * look for whom it is newly for, and one that makes them where they are missing.
     */
    RemoteAnswer<RemoteList> update(String list, CanonicalChanges changes) {
        String project = RemoteIds.project(list).orElse(null);
        if (project == null) {
            return Answers.noSuch(list);
        }
        RemoteAnswer<Done> answer = changes.only(DETAILS).isEmpty() ? new Ok<>(Done.DONE) : details(project, changes);
        if (changes.status() != null) {
            boolean open = changes.status().to() == RemoteStatus.OPEN;
            Endpoint ended = TrackingTimeApi.put((open ? "projects/open/" : "projects/close/") + project);
            answer = answer.flatMap(before -> done(client.call(Share.WRITE, ended)));
        }
        return answer.flatMap(done -> now(project));
    }

    /** By ids: by a name TrackingTime makes what it does not find, and says nothing of it. */
    private RemoteAnswer<Done> details(String project, CanonicalChanges changes) {
        ObjectNode body = Wire.object();
        if (changes.title() != null) {
            body.put("name", changes.title().to());
        }
        return put(body, NamedThings.Kind.CUSTOMER, changes.customer())
                .flatMap(done -> put(body, NamedThings.Kind.SERVICE, changes.service()))
                .flatMap(done ->
                        done(client.call(Share.WRITE, TrackingTimeApi.post("projects/update/" + project), body)));
    }

    private RemoteAnswer<Done> put(ObjectNode body, NamedThings.Kind kind, @Nullable Change<String> change) {
        if (change == null) {
            return new Ok<>(Done.DONE);
        }
        String name = change.to();
        if (name == null) {
            body.putNull(kind.id());
            return new Ok<>(Done.DONE);
        }
        return named.called(kind, name).map(id -> {
            body.put(kind.id(), id);
            return Done.DONE;
        });
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
                TrackingTimeApi.delete("projects/delete/" + project).with("delete_all", false));
        RemoteAnswer<Done> answer = Answers.answer(outcome, any -> Done.DONE);
        return Answers.isDenied(outcome) && isThere(Share.WRITE, project) instanceof Ok<Boolean>(var there) && !there
                ? new Ok<>(Done.DONE)
                : answer;
    }
}
