package dev.devledger.adapters.services.clickup.direct;

import dev.devledger.adapters.services.kernel.Endpoint;
import dev.devledger.adapters.services.kernel.NotDone;
import dev.devledger.application.direct.DirectReply;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keeps a call within the workspace that its caller means. ClickUp says of a space, folder or list only what it is in, so
 * that is followed up to the workspace.
 *
 * @param chosen the workspace of the settings, null where none is chosen
 */
record Workspaces(DirectRequests clickup, @Nullable String chosen) {

    /** Those that are granted, and none but the one that is meant. */
    List<JsonNode> granted(@Nullable String meant) {
        List<JsonNode> all =
                clickup.send(Endpoint.get("team")).path("teams").valueStream().toList();
        if (meant == null) {
            return all;
        }
        return List.of(all.stream()
                .filter(team -> DirectRequests.id(team).equals(meant))
                .findFirst()
                .orElseThrow(() -> notGranted(meant, all)));
    }

    /** The one that a call is about that names none. */
    String only(@Nullable String meant) {
        if (meant != null) {
            return meant;
        }
        if (chosen != null) {
            return chosen;
        }
        List<JsonNode> all = granted(null);
        if (all.size() == 1) {
            return DirectRequests.id(all.getFirst());
        }
        throw NotDone.invalid("team_id", "is missing, and the account is let into " + names(all) + "; say which one");
    }

    void requireTeam(String team, @Nullable String meant) {
        if (meant != null && !meant.equals(team)) {
            throw outside("workspace " + team, meant);
        }
    }

    void requireSpace(String space, @Nullable String meant) {
        if (meant == null) {
            return;
        }
        granted(meant);
        if (!hasSpace(meant, space, false) && !hasSpace(meant, space, true)) {
            throw outside("space " + space, meant);
        }
    }

    private boolean hasSpace(String team, String space, boolean archived) {
        return clickup.send(Endpoint.get("team", team, "space").with("archived", archived))
                .path("spaces")
                .valueStream()
                .anyMatch(each -> DirectRequests.id(each).equals(space));
    }

    void requireFolder(String folder, @Nullable String meant) {
        if (meant != null) {
            requireSpace(spaceOf(Endpoint.get("folder", folder)), meant);
        }
    }

    void requireList(String list, @Nullable String meant) {
        if (meant != null) {
            requireSpace(spaceOf(Endpoint.get("list", list)), meant);
        }
    }

    private String spaceOf(Endpoint place) {
        return DirectRequests.id(clickup.send(place).path("space"));
    }

    /** Tasks say whose they are. */
    void requireTask(JsonNode task, @Nullable String meant) {
        String team = task.path("team_id").asString("");
        if (meant != null && !team.isEmpty() && !team.equals(meant)) {
            throw outside("task " + DirectRequests.id(task), meant);
        }
    }

    /** Its parent is of one of four kinds, which ClickUp numbers (its documentation of views). */
    void requireView(JsonNode view, @Nullable String meant) {
        if (meant == null) {
            return;
        }
        String parent = DirectRequests.id(view.path("parent"));
        switch (view.path("parent").path("type").asInt(0)) {
            case 7 -> requireTeam(parent, meant);
            case 4 -> requireSpace(parent, meant);
            case 5 -> requireFolder(parent, meant);
            case 6 -> requireList(parent, meant);
            default -> throw outside("board " + DirectRequests.id(view), meant);
        }
    }

    private static NotDone notGranted(String team, List<JsonNode> all) {
        return new NotDone(new DirectReply.Forbidden(
                "",
                "The connected account is not let into workspace " + team + " of ClickUp. It is let into " + names(all)
                        + "."));
    }

    private static NotDone outside(String what, String team) {
        return new NotDone(new DirectReply.Forbidden("", "The " + what + " is not in workspace " + team + "."));
    }

    private static String names(List<JsonNode> teams) {
        return teams.isEmpty()
                ? "none"
                : teams.stream()
                        .map(team -> DirectRequests.id(team) + " ("
                                + team.path("name").asString("") + ")")
                        .collect(Collectors.joining(", "));
    }
}
