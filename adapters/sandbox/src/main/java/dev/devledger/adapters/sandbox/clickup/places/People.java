package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.places.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of each workspace, with their roles. */
public record People(StoredObjects things) {
    public static final String KIND = "user";
    /** The role with all rights; a member may not see the time of other people. */
    public static final int OWNER = 1;

    public static final int MEMBER = 3;

    public Optional<StoredObject> find(long id) {
        return things.present(KIND, String.valueOf(id));
    }

    public List<StoredObject> all() {
        return things.all(KIND);
    }

    public ZoneId zone(Caller caller) {
        return ZoneId.of(find(caller.user())
                .map(user -> user.text("timezone"))
                .filter(zone -> !zone.isEmpty())
                .orElse("UTC"));
    }

    public ObjectNode brief(long id) {
        ObjectNode brief = Json.object().put("id", id);
        find(id).ifPresent(user -> {
            for (String field : List.of("username", "color", "initials", "email", "profilePicture"))
                brief.set(field, user.body().path(field));
        });
        return brief;
    }

    /** Returns a user in the form of {@code GET /user}. */
    public ObjectNode whole(long id) {
        ObjectNode whole = find(id).map(StoredObject::shown).orElseGet(Json::object);
        whole.put("week_start_day", 1).put("global_font_support", true);
        return whole;
    }

    public boolean isMember(StoredObject team, long user) {
        return team.body().path("_roles").has(String.valueOf(user));
    }

    public boolean isOwner(StoredObject team, long user) {
        return team.body().path("_roles").path(String.valueOf(user)).asInt(MEMBER) == OWNER;
    }

    public Set<String> teams(long user) {
        return things.all(Places.TEAM).stream()
                .filter(team -> isMember(team, user))
                .map(StoredObject::id)
                .collect(Collectors.toSet());
    }

    public ObjectNode team(StoredObject team) {
        ObjectNode shown = team.shown();
        ArrayNode members = shown.putArray("members");
        JsonNode roles = team.body().path("_roles");
        for (String user : roles.propertyNames()) {
            ObjectNode member = brief(Long.parseLong(user));
            member.put("role", roles.path(user).asInt(MEMBER));
            members.addObject().set("user", member);
        }
        return shown;
    }

    /** Adds a person, who is not in any workspace yet. */
    public StoredObject add(long id, String name, String email, ZoneId zone) {
        ObjectNode body = Json.object().put("id", id).put("username", name).put("color", "#536cfe");
        body.putNull("profilePicture");
        body.put("initials", name.substring(0, 1)).put("email", email).put("timezone", zone.getId());
        return things.add(new StoredObject(KIND, String.valueOf(id), "", body));
    }

    public void join(StoredObject team, long user, int role) {
        team.body().withObject("_roles").put(String.valueOf(user), role);
        things.save(team);
    }

    public void leave(StoredObject team, long user) {
        team.body().withObject("_roles").remove(String.valueOf(user));
        things.save(team);
    }

    /**
     * The user who makes a call.
     *
     * @param token a name for the token, for the journal and the limit; not the token itself
     * @param teams the workspaces that the token may use
     */
    public record Caller(long user, String token, Set<String> teams) {
        public boolean reaches(String team) {
            return teams.contains(team);
        }
    }
}
