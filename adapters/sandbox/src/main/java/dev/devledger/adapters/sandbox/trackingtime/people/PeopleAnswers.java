package dev.devledger.adapters.sandbox.trackingtime.people;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Users and accounts in the form of the API's answers, which contain secrets that a client must not pass on. */
public record PeopleAnswers(People people) {

    /** Returns the users; unless the filter says otherwise, without archived ones. */
    public ArrayNode users(long account, String filter, boolean withBilling) {
        ArrayNode users = Json.array();
        for (StoredObject member : people.members(account)) {
            boolean wanted =
                    switch (filter) {
                        case "ALL" -> true;
                        case "ARCHIVED" -> member.archived();
                        case "INVITED" ->
                            !member.archived() && member.text("status").equals("INVITED");
                        default -> !member.archived();
                    };
            if (wanted) users.add(user(member, withBilling));
        }
        return users;
    }

    public ObjectNode user(StoredObject member, boolean withBilling) {
        StoredObject user = people.things().find(People.USER, member.parent()).orElseThrow();
        long id = user.id();
        ObjectNode shown = Json.object().put("id", id).put("name", user.name());
        shown.put("surname", user.text("surname")).put("email", user.text("email"));
        shown.put("role", member.text("role")).put("avatar_url", LeakedSecrets.address("avatar", id));
        shown.put("is_archived", member.archived()).put("status", member.text("status"));
        shown.put("account_id", member.account()).put("created_at", member.text("created_at"));
        shown.putObject("billing")
                .put("hourly_rate", withBilling ? LeakedSecrets.HOURLY_RATE : 0)
                .put("hourly_cost", withBilling ? LeakedSecrets.HOURLY_COST : 0);
        shown.put(
                "invite_link",
                "https://pro.example/hub/invite?u_token=" + LeakedSecrets.of("u_token", id) + "&a_token="
                        + LeakedSecrets.of("a_token", member.account()));
        shown.putObject("schedule")
                .put("id", 53287)
                .put("name", "Default Work Schedule")
                .put("notes", LeakedSecrets.of("schedule-notes", id))
                .put("frequency", "WEEKLY");
        shown.set("permissions", People.permissions(member));
        return Json.nothing(shown, "worked_hours_this_month", "worked_hours_this_week", "worked_hours_today");
    }

    /** Returns a user with that user's secrets. */
    public ObjectNode whole(StoredObject member, boolean withBilling) {
        ObjectNode shown = user(member, withBilling);
        long id = member.parent();
        shown.put("is_owner", member.text("role").equals("ADMIN")).put("token", LeakedSecrets.of("token", id));
        shown.put("tmp_token", LeakedSecrets.of("tmp_token", id));
        shown.put(
                "icalendar_feed",
                "https://app.example/v4/" + member.account() + "/users/" + id + "/icalendar/"
                        + LeakedSecrets.of("icalendar", id));
        shown.set("settings", settings(member.account()));
        shown.set("teams", teams(id));
        return Json.nothing(shown, "updated_at", "json");
    }

    private ObjectNode settings(long account) {
        String zone = people.zone(account).getId();
        ObjectNode settings = Json.object().put("language", "EN").put("date_format", "DD.MM.YYYY");
        settings.put("time_format", "24HR").put("number_format", "1.234,56").put("csv_separator", ",");
        settings.put("week_starts_on", "Monday").put("timezone", zone.substring(zone.indexOf('/') + 1));
        people.things()
                .find(People.ACCOUNT, account)
                .flatMap(each -> each.optional("autostop"))
                .ifPresentOrElse(
                        hour -> settings.put("autostop_timers_at", hour), () -> settings.putNull("autostop_timers_at"));
        return settings.putNull("timezone_iana");
    }

    /** Answers {@code GET /me}. */
    public ObjectNode me(StoredObject member) {
        ObjectNode me = whole(member, false);
        String zone = people.zone(member.account()).getId();
        return me.put("timezone", zone.substring(zone.indexOf('/') + 1));
    }

    public ArrayNode teams(long user) {
        ArrayNode teams = Json.array();
        List<StoredObject> memberships = people.memberships(user);
        StoredObject person = people.things().find(People.USER, user).orElseThrow();
        long selected = person.number("selected") == 0 ? first(memberships) : person.number("selected");
        for (StoredObject member : memberships) {
            StoredObject account =
                    people.things().find(People.ACCOUNT, member.account()).orElseThrow();
            ObjectNode team = Json.object().put("account_id", account.id()).put("company", account.name());
            team.put("status", "REGISTERED").put("account_status", "SUBSCRIBED");
            team.put("account_token", LeakedSecrets.of("account_token", account.id()));
            team.set("account_owner", LeakedSecrets.person(person));
            team.put("role", member.text("role")).put("is_archived", false);
            team.put("is_selected", account.id() == selected).put("is_default", account.id() == first(memberships));
            team.set("permissions", People.permissions(member));
            teams.add(team.put("id", member.id()));
        }
        return teams;
    }

    private static long first(List<StoredObject> memberships) {
        return memberships.isEmpty() ? 0 : memberships.getFirst().account();
    }
}
