package dev.devledger.adapters.sandbox.trackingtime.common;

import dev.devledger.adapters.sandbox.kernel.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What answers of TrackingTime should not hold, and do: each such field has a text of its own that stands nowhere else,
 * so that whoever finds one behind the client knows where it came from.
 */
public final class Secrets {
    /** Every such text begins with it. */
    public static final String MARK = "canary-";

    public static final double HOURLY_RATE = 73017.01;
    public static final double HOURLY_COST = 41903.03;

    private Secrets() {}

    public static String of(String field, long id) {
        return MARK + field + "-" + id;
    }

    public static String address(String field, long id) {
        return "https://files.example/" + of(field, id) + ".jpg";
    }

    /** Who a task or a project belongs to, with more than one wants to know. */
    public static ObjectNode person(Thing user) {
        ObjectNode person = Json.object().put("name", user.name()).put("surname", user.text("surname"));
        person.put("avatar_url", address("avatar", user.id())).put("token", of("token", user.id()));
        person.putNull("third_party_data");
        return person.put("id", user.id());
    }

    /** What somebody's work costs. */
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
