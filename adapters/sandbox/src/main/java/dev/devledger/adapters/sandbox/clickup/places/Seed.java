package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import java.time.ZoneId;
import tools.jackson.databind.node.ObjectNode;

/** The initial content: a workspace with two people and one space. */
public record Seed(People people, PlaceWrites building, StoredObjects things, ZoneId zone) {
    public static final long ANA = 183;
    public static final long BEN = 184;
    public static final String TEAM = "9010108";

    /** Makes the content, unless the database has it already. */
    public void plant() {
        database().change(() -> {
            if (things.find(Places.TEAM, TEAM).isEmpty()) make();
        });
    }

    public void reset() {
        database().change(() -> {
            database()
                    .jdbc()
                    .sql("truncate clickup_sandbox.thing, clickup_sandbox.task, clickup_sandbox.delivery")
                    .update();
            make();
        });
    }

    private void make() {
        people.add(ANA, "Ana", "ana@example.com", zone);
        people.add(BEN, "Ben", "ben@example.com", zone);
        StoredObject team = team(TEAM, "Sandbox");
        people.join(team, ANA, People.OWNER);
        people.join(team, BEN, People.MEMBER);
        StoredObject space = building.space(team, new RequestFields(Json.object().put("name", "Team Space")));
        ObjectNode effort =
                Json.object().put("id", "0a3f9c1e-5b7d-4c2a-9e61-7f2d8b4c6a10").put("name", "Effort");
        effort.put("type", "number");
        effort.putObject("type_config");
        effort.put("date_created", "1767225600000").put("hide_from_guests", false);
        things.add(new StoredObject("field", effort.path("id").asString(), space.key(), effort));
    }

    /** Makes another workspace, without members. */
    public StoredObject team(String id, String name) {
        ObjectNode body = Json.object().put("id", id).put("name", name).put("color", "#536cfe");
        body.putNull("avatar");
        body.putObject("_roles");
        return things.add(new StoredObject(Places.TEAM, id, "", body));
    }

    private SandboxDatabase database() {
        return things.database();
    }
}
