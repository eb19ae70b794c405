package dev.devledger.adapters.sandbox.trackingtime;

import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Passwords;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.work.EntryWrites;
import dev.devledger.adapters.sandbox.trackingtime.work.Seed;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntryTable;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes over HTTP, for tests, that the API does not offer: {@code /reset}; {@code /passwords}, which adds a user's
 * password; {@code /passwords/revoke}; {@code /accounts}, which adds an account with {@code members}; {@code
 * /accounts/{id}} with {@code zone} and {@code autostop}; {@code /events/{id}} with {@code locked}; {@code /events},
 * which adds many entries.
 */
public record TrackingTimeAppControl(
        FaultControl control,
        Seed seed,
        StoredObjects things,
        People people,
        Passwords passwords,
        TimeEntryTable events,
        EntryWrites entries) {

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .path(PagePaths.FAULTS, routes -> routes.POST("/reset", control.reset(seed::reset))
                        .POST("/passwords", changing(this::password))
                        .POST("/passwords/revoke", changing(given -> Json.object()
                                .put("revoked", passwords.revoke(given.needed("password")))))
                        .POST("/accounts", changing(this::account))
                        .POST("/accounts/{id}", on(this::change))
                        .POST("/events/{id}", on(this::lock))
                        .POST("/events", changing(this::fill)))
                .build();
    }

    private JsonNode password(RequestFields given) {
        long user = given.number("user").orElse(People.ANA);
        return Json.object().put("password", passwords.add(user));
    }

    private HandlerFunction<ServerResponse> changing(Function<RequestFields, JsonNode> change) {
        return control.understood(body -> things.database().change(() -> change.apply(RequestFields.of(body))));
    }

    private HandlerFunction<ServerResponse> on(BiFunction<Long, RequestFields, JsonNode> change) {
        return request -> changing(given -> change.apply(Long.valueOf(request.pathVariable("id")), given))
                .handle(request);
    }

    private JsonNode account(RequestFields given) {
        long id = things.database().nextId();
        people.account(id, given.needed("name"), people.zone(People.SANDBOX));
        for (JsonNode member : given.json().path("members"))
            people.join(id, member.asLong(0), given.text("role").orElse("CO_WORKER"));
        return Json.object().put("id", id);
    }

    private JsonNode change(long id, RequestFields given) {
        StoredObject account = things.find(People.ACCOUNT, id).orElseThrow(Refusal::unexpected);
        ObjectNode body = account.body();
        given.text("zone").ifPresent(zone -> body.put("zone", ZoneId.of(zone).getId()));
        given.text("autostop")
                .ifPresent(hour -> body.put("autostop", LocalTime.parse(hour).toString()));
        if (given.clears("autostop")) body.remove("autostop");
        things.save(account);
        return body;
    }

    private JsonNode lock(long id, RequestFields given) {
        TimeEntry event = events.find(id).orElseThrow(Refusal::unexpected);
        return Json.object()
                .put("locked", entries.lock(event, given.is("locked")).marks().locked());
    }

    /**
     * Makes entries of fifteen minutes, one after the other, beginning at {@code from}, for {@code users} and {@code
     * task}.
     */
    private JsonNode fill(RequestFields given) {
        long count = given.number("count").orElse(1_000L);
        Long[] users = given.json()
                .path("users")
                .valueStream()
                .map(user -> user.asLong(0))
                .toArray(Long[]::new);
        int made = things.database()
                .jdbc()
                .sql("insert into trackingtime_sandbox.event (id, account, user_id, task_id, project_id, starts, ends,"
                        + " offset_seconds, seconds, billable, billed, locked, created_at, body) select"
                        + " nextval('trackingtime_sandbox.event_ids'), :account, (:users::bigint[])[1 + n % :people],"
                        + " :task, (select nullif(parent, 0) from trackingtime_sandbox.thing where id = :task and"
                        + " kind = 'task'), :from::timestamp + n * interval '15 minutes', :from::timestamp + (n + 1)"
                        + " * interval '15 minutes', 0, 900, true, false, false, :now, '{}' from generate_series(0,"
                        + " :count - 1) as n")
                .param("account", given.number("account").orElse(People.SANDBOX))
                .param("users", users.length == 0 ? new Long[] {People.ANA} : users)
                .param("people", Math.max(1, users.length))
                .param("task", given.number("task").orElse(null))
                .param("from", given.text("from").orElse("2020-01-01 00:00:00"))
                .param("now", control.clock().millis())
                .param("count", count)
                .update();
        return Json.object().put("made", made);
    }
}
