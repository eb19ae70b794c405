package dev.devledger.adapters.services.trackingtime;

import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.get;
import static dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi.post;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.trackingtime.TrackingTimeRemoteTasks.Answers;
import dev.devledger.adapters.services.trackingtime.client.Outcome;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeClient.TrackingTimeApi;
import dev.devledger.adapters.services.trackingtime.json.TaskJson.ProjectJson;
import dev.devledger.adapters.services.trackingtime.json.Wire;
import dev.devledger.adapters.services.trackingtime.json.Wire.RemoteIds;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteAnswer.Done;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.NormalizedName;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes the projects of the account, including archived ones. TrackingTime returns all of them in one
 * answer.
 */
record ProjectLists(TrackingTimeClient client, Members members) {
    private static final Set<Field> DETAILS = EnumSet.of(Field.TITLE, Field.CUSTOMER, Field.SERVICE);

    RemoteAnswer<RemotePage<List<RemoteList>>> page(@Nullable String cursor) {
        return cursor != null
                ? Answers.unknownCursor()
                : members.known(CallPurpose.READ)
                        .flatMap(known -> Answers.answer(
                                client.read(get("projects").with("filter", "ALL")),
                                data -> RemotePage.whole(ProjectJson.all(Wire.rows(data, "projects")))));
    }

    /** False if TrackingTime refuses the read in the way that it does for a missing project. */
    RemoteAnswer<Boolean> isThere(CallPurpose share, String project) {
        Outcome outcome = client.call(share, endpoint(project));
        return Answers.isDenied(outcome)
                ? new Ok<>(false)
                : Answers.answer(outcome, data -> {
                    same(data, project);
                    return true;
                });
    }

    private static Endpoint endpoint(String project) {
        return get("projects/" + project);
    }

    private static RemoteList same(JsonNode data, String project) {
        RemoteList list = ProjectJson.read(data);
        if (!list.id().equals(RemoteIds.list(project))) {
            throw new UnreadableAnswer("TrackingTime returned a different project");
        }
        return list;
    }

    /**
     * Makes a project. If another project has the name, TrackingTime may refuse it; TrackingTime's message is then
     * shown.
     */
    RemoteAnswer<RemoteList> create(String name) {
        return Answers.ofList(client.write(post("projects/add"), Wire.object().put("name", name)), ProjectJson::read);
    }

    /**
     * Updates a project. The update takes one request for the name and the customer, one to open or close the project,
     * and a read of the result. A new customer or service is first looked up, and created if missing.
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
            answer = answer.flatMap(before -> done(client.write(ended)));
        }
        return answer.flatMap(done -> now(project));
    }

    /**
     * Writes name, customer and service. Customer and service are sent by id: for an unknown name TrackingTime would
     * silently make a new customer or service.
     */
    private RemoteAnswer<Done> details(String project, CanonicalChanges changes) {
        ObjectNode body = Wire.object();
        if (changes.title() != null) {
            body.put("name", changes.title().to());
        }
        return put(body, CustomersAndServices.Kind.CUSTOMER, changes.customer())
                .flatMap(done -> put(body, CustomersAndServices.Kind.SERVICE, changes.service()))
                .flatMap(done -> done(client.write(post("projects/update/" + project), body)));
    }

    private RemoteAnswer<Done> put(ObjectNode body, CustomersAndServices.Kind kind, @Nullable Change<String> change) {
        if (change == null) {
            return new Ok<>(Done.DONE);
        }
        String name = change.to();
        if (name == null) {
            body.putNull(kind.id());
            return new Ok<>(Done.DONE);
        }
        return new CustomersAndServices(client).called(kind, name).map(id -> {
            body.put(kind.id(), id);
            return Done.DONE;
        });
    }

    private static RemoteAnswer<Done> done(Outcome outcome) {
        return Answers.ofList(outcome, any -> Done.DONE);
    }

    private RemoteAnswer<RemoteList> now(String project) {
        return Answers.ofList(client.write(endpoint(project)), data -> same(data, project));
    }

    /**
     * Deletes a project; its time entries stay, and its tasks stay without a project. A missing project counts as
     * deleted.
     */
    RemoteAnswer<Done> delete(String list) {
        String project = RemoteIds.project(list).orElse(null);
        if (project == null) {
            return new Ok<>(Done.DONE);
        }
        Outcome outcome = client.write(
                TrackingTimeApi.delete("projects/delete/" + project).with("delete_all", false));
        RemoteAnswer<Done> answer = Answers.answer(outcome, any -> Done.DONE);
        return Answers.isDenied(outcome)
                        && isThere(CallPurpose.WRITE, project) instanceof Ok<Boolean>(var there)
                        && !there
                ? new Ok<>(Done.DONE)
                : answer;
    }

    /**
     * Customers and services. Their names are unique, so if a creation was not answered, the new one can be found by
     * its name.
     */
    record CustomersAndServices(TrackingTimeClient client) {

        enum Kind {
            CUSTOMER("customer"),
            SERVICE("service");

            private final String word;

            Kind(String word) {
                this.word = word;
            }

            String id() {
                return word + "_id";
            }

            private String path() {
                return word + "s";
            }
        }

        /**
         * Returns the id of the customer or service with the name, also of an archived one; makes it if it is missing.
         */
        RemoteAnswer<Long> called(Kind kind, String name) {
            Endpoint all = get(kind.path()).with("filter", "ALL");
            return Answers.answer(client.write(all), data -> find(Wire.rows(data, kind.path()), name))
                    .flatMap(found -> found.isPresent() ? new Ok<>(id(found.get())) : made(kind, name));
        }

        /** Finds a name; an exact match is preferred to a match in another case. */
        private static Optional<JsonNode> find(List<JsonNode> all, String name) {
            return all.stream()
                    .filter(each -> name.equals(Wire.text(each, "name")))
                    .findFirst()
                    .or(() -> all.stream()
                            .filter(each -> NormalizedName.of(name).equals(NormalizedName.of(Wire.text(each, "name"))))
                            .findFirst());
        }

        private RemoteAnswer<Long> made(Kind kind, String name) {
            return Answers.answer(
                    client.write(post(kind.path() + "/add"), Wire.object().put("name", name)),
                    CustomersAndServices::id);
        }

        private static long id(JsonNode thing) {
            return Long.parseLong(Wire.id(thing, "thing with a name"));
        }
    }
}
