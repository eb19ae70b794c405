package dev.devledger.adapters.sandbox.clickup;

import dev.devledger.adapters.sandbox.clickup.places.ClickUpBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.clickup.places.People;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites;
import dev.devledger.adapters.sandbox.clickup.places.PlaceWrites.Seed;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import dev.devledger.adapters.sandbox.clickup.places.Places.PagePaths;
import dev.devledger.adapters.sandbox.clickup.places.Refusal;
import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.clickup.tasks.CustomFields;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/**
 * Changes over HTTP, for tests, that the API does not offer: {@code /reset}; {@code /tokens}, which makes a user's
 * personal token; {@code /tokens/revoke}; {@code /clients}; {@code /workspaces}; {@code /users/{id}}; and for {@code
 * /places/{kind}/{id}} its statuses ({@code name:type}), custom fields and folder. The methods below show the fields of
 * each.
 */
public record ClickUpAppControl(
        FaultControl control,
        Seed seed,
        Places places,
        People people,
        PlaceWrites building,
        CustomFields fields,
        Tokens tokens) {

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .path(PagePaths.FAULTS, routes -> routes.POST("/reset", control.reset(seed::reset))
                        .POST("/tokens", changing(this::token))
                        .POST("/tokens/revoke", changing(this::revoke))
                        .POST("/clients", changing(this::client))
                        .POST("/workspaces", changing(this::workspace))
                        .POST("/users/{id}", on(this::user))
                        .POST("/places/{kind}/{id}/statuses", place((place, given) -> building.statuses(
                                        place, Json.texts(given.json().path("statuses")))
                                .body()))
                        .POST("/places/{kind}/{id}/folder", place((list, given) -> building.moved(
                                        list,
                                        places.things()
                                                .present(
                                                        Places.FOLDER,
                                                        given.text("folder").orElse(""))
                                                .orElseThrow())
                                .body()))
                        .POST("/places/{kind}/{id}/fields", place((place, given) -> fields.add(
                                        place, UUID.randomUUID().toString(), given)
                                .shown())))
                .build();
    }

    private JsonNode token(RequestFields given) {
        long user = given.number("user").orElse(Seed.ANA);
        return Json.object().put("token", tokens.personal(user));
    }

    private JsonNode revoke(RequestFields given) {
        String token = given.text("token").orElse("");
        return Json.object().put("revoked", tokens.revoke(token));
    }

    private HandlerFunction<ServerResponse> changing(Function<RequestFields, JsonNode> change) {
        return control.understood(
                body -> places.things().database().change(() -> change.apply(new RequestFields(body))));
    }

    private HandlerFunction<ServerResponse> on(BiFunction<String, RequestFields, JsonNode> change) {
        return request -> changing(given -> change.apply(request.pathVariable("id"), given))
                .handle(request);
    }

    private HandlerFunction<ServerResponse> place(BiFunction<StoredObject, RequestFields, JsonNode> change) {
        return request -> changing(given -> change.apply(
                        places.things()
                                .present(request.pathVariable("kind"), request.pathVariable("id"))
                                .orElseThrow(() -> Refusal.input("No such place")),
                        given))
                .handle(request);
    }

    private JsonNode client(RequestFields given) {
        tokens.register(
                given.text("id").orElse(""),
                given.text("secret").orElse(""),
                given.text("redirectUri").orElse(""));
        return Json.object();
    }

    private JsonNode workspace(RequestFields given) {
        String id = String.valueOf(places.things().database().nextId());
        StoredObject team = seed.team(id, given.text("name").orElse("Another"));
        for (long user : given.integers("members")) people.join(team, user, People.MEMBER);
        return Json.object().put("id", id);
    }

    private JsonNode user(String id, RequestFields given) {
        long user = Long.parseLong(id);
        StoredObject person = people.find(user)
                .orElseGet(() -> people.add(
                        user,
                        given.text("username").orElse("Somebody"),
                        given.text("email").orElse(id + "@example.com"),
                        ZoneId.of("UTC")));
        given.text("timezone")
                .ifPresent(zone -> person.body().put("timezone", ZoneId.of(zone).getId()));
        places.things().save(person);
        for (var team : given.items("joins"))
            people.join(places.things().present(Places.TEAM, team.asString("")).orElseThrow(), user, People.MEMBER);
        for (var team : given.items("leaves"))
            people.leave(places.things().present(Places.TEAM, team.asString("")).orElseThrow(), user);
        return people.whole(user);
    }
}
