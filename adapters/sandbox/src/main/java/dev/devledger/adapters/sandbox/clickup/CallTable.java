package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People.Caller;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.Task;
import dev.devledger.adapters.sandbox.clickup.tasks.TaskTable.TaskFinder;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls of the API, one row each. A call answers with JSON, or makes a change and answers with an empty object. */
record CallTable(CallTable.Calls calls, RouterFunctions.Builder rows) {
    interface Answered {
        JsonNode of(ReceivedCall call);
    }

    interface Deed {
        void of(ReceivedCall call);
    }

    CallTable(Calls calls) {
        this(calls, RouterFunctions.route());
    }

    RouterFunction<ServerResponse> routes() {
        return rows.build();
    }

    void get(String path, Answered read) {
        rows.GET(path, calls.read(read));
    }

    void post(String path, Answered write) {
        rows.POST(path, calls.write(write));
    }

    void put(String path, Answered write) {
        rows.PUT(path, calls.write(write));
    }

    void delete(String path, Answered write) {
        rows.DELETE(path, calls.write(write));
    }

    void doPost(String path, Deed deed) {
        post(path, silently(deed));
    }

    void doPut(String path, Deed deed) {
        put(path, silently(deed));
    }

    void doDelete(String path, Deed deed) {
        delete(path, silently(deed));
    }

    /** Adds a row that answers 204 without content. */
    void erase(String path, Deed deed) {
        var handler = calls.write(silently(deed));
        rows.DELETE(path, request -> {
            handler.handle(request);
            return ServerResponse.noContent().build();
        });
    }

    private static Answered silently(Deed deed) {
        return call -> {
            deed.of(call);
            return Json.object();
        };
    }

    /** A call with its caller and body. */
    record ReceivedCall(Caller caller, ServerRequest request, RequestFields body, TaskFinder door) {
        String path(String name) {
            return request.pathVariable(name);
        }

        Optional<String> param(String name) {
            return request.param(name);
        }

        boolean flag(String name) {
            return param(name).filter("true"::equals).isPresent();
        }

        Optional<Long> number(String name) {
            return param(name).map(value -> RequestFields.longOf(value)
                    .orElseThrow(() -> new Refusal(400, "INPUT_006", name + " must be a number")));
        }

        MultiValueMap<String, String> params() {
            return request.params();
        }

        /** Reads the parameters of the address, as a DELETE has no body. */
        RequestFields query() {
            ObjectNode query = Json.object();
            params().toSingleValueMap().forEach(query::put);
            return new RequestFields(query);
        }

        StoredObject team() {
            return door.places().team(caller, path("team"));
        }

        StoredObject space() {
            return door.places().space(caller, path("space"));
        }

        StoredObject folder() {
            return door.places().folder(caller, path("folder"));
        }

        StoredObject list() {
            return door.places().list(caller, path("list"));
        }

        StoredObject place(String kind) {
            return door.places().any(caller, kind, path("id"));
        }

        /** Finds the task of the path; the path may have the task's custom id, which belongs to a workspace. */
        Task task() {
            String team = flag("custom_task_ids") ? param("team_id").orElse("") : "";
            return door.find(caller, path("task"), team.isEmpty() ? null : team);
        }

        boolean has(ClickUpHabit habit) {
            return door.places().circumstances().has(habit);
        }
    }

    /** Runs calls: a read without a transaction, a write as one change. */
    public record Calls(TaskFinder door, DeliveryQueue deliveries) {
        static final String CALLER = Caller.class.getName();
        private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

        HandlerFunction<ServerResponse> read(CallTable.Answered read) {
            return request -> {
                return ok(read.of(new ReceivedCall(caller(request), request, RequestFields.nothing(), door)));
            };
        }

        HandlerFunction<ServerResponse> write(CallTable.Answered write) {
            return request -> {
                RequestFields body = RequestFields.read(Answers.body(request));
                if (!body.json().isObject()) throw Refusal.input("A JSON object is expected");
                JsonNode answer = door.table()
                        .database()
                        .change(() -> write.of(new ReceivedCall(caller(request), request, body, door)));
                deliveries.ring();
                return ok(answer);
            };
        }

        private static Caller caller(ServerRequest request) {
            return (Caller) request.attribute(CALLER).orElseThrow();
        }

        private static ServerResponse ok(JsonNode answer) {
            // Shows clients a field that the documentation does not have, which they must ignore.
            if (answer instanceof ObjectNode object && !object.isEmpty()) object.put("sandbox_hint", "not documented");
            return Answers.json(200, answer.toString());
        }

        ServerResponse refused(Refusal refusal) {
            return Answers.json(
                    door.places().circumstances().has(ClickUpHabit.ERRORS_UNDER_200) ? 200 : refusal.status(),
                    refusal.body());
        }

        ServerResponse failed(Throwable failure) {
            if (failure instanceof Refusal refusal) return refused(refusal);
            LOG.warn("The ClickUp sandbox could not answer", failure);
            return Answers.json(500, new Refusal(500, "APP_000", "Internal Server Error").body());
        }
    }
}
