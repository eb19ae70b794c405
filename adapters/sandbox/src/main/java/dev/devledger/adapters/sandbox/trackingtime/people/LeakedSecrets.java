package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import tools.jackson.databind.node.ObjectNode;

/**
 * Secrets that TrackingTime's answers contain although they should not. Each such field has a unique text, so that a
 * test that finds one after the client knows its source.
 */
public final class LeakedSecrets {
    /** The beginning of the text of each secret. */
    public static final String MARK = "canary-";

    public static final double HOURLY_RATE = 73017.01;
    public static final double HOURLY_COST = 41903.03;

    private LeakedSecrets() {}

    public static String of(String field, long id) {
        return MARK + field + "-" + id;
    }

    public static String address(String field, long id) {
        return "https://files.example/" + of(field, id) + ".jpg";
    }

    /** Returns the owner of a task or project, with secrets that a client must not pass on. */
    public static ObjectNode person(StoredObject user) {
        ObjectNode person = Json.object().put("name", user.name()).put("surname", user.text("surname"));
        person.put("avatar_url", address("avatar", user.id())).put("token", of("token", user.id()));
        person.putNull("third_party_data");
        return person.put("id", user.id());
    }

    /** Returns the rates and costs of a task or a project. */
    public static ObjectNode billing(boolean billable, boolean shown) {
        ObjectNode billing = Json.object().put("is_billable", billable);
        if (!shown)
            return Json.nothing(
                    billing, "hourly_rate", "loc_hourly_rate", "hourly_cost", "loc_hourly_cost", "fixed_rate");
        billing.put("hourly_rate", HOURLY_RATE).put("loc_hourly_rate", String.valueOf(HOURLY_RATE));
        billing.put("hourly_cost", HOURLY_COST).put("loc_hourly_cost", String.valueOf(HOURLY_COST));
        return billing.put("fixed_rate", 0);
    }
}
