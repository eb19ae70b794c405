package dev.devledger.adapters.sandbox.clickup.places;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.common.Things;
import dev.devledger.adapters.sandbox.clickup.hooks.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workspaces, spaces, folders and lists as somebody may see them. */
public record Places(Things things, Circumstances circumstances) {
    public static final String TEAM = "team";
    public static final String SPACE = "space";
    public static final String FOLDER = "folder";
    public static final String LIST = "list";

    public Thing team(Caller caller, String id) {
        Thing team = things.present(TEAM, id).orElseThrow(() -> unknown("Team"));
        if (!caller.reaches(id)) throw Refusal.notAuthorized();
        return team;
    }

    public Thing space(Caller caller, String id) {
        return place(caller, SPACE, id);
    }

    public Thing folder(Caller caller, String id) {
        if (!isNumber(id)) throw new Refusal(400, "INPUT_011", "Folder ID invalid");
        return place(caller, FOLDER, id);
    }

    public Thing list(Caller caller, String id) {
        if (!isNumber(id)) throw new Refusal(400, "INPUT_003", "List ID invalid");
        return place(caller, LIST, id);
    }

    /** A place of any kind; a workspace too. */
    public Thing any(Caller caller, String kind, String id) {
        return switch (kind) {
            case TEAM -> team(caller, id);
            case FOLDER -> folder(caller, id);
            case LIST -> list(caller, id);
            default -> space(caller, id);
        };
    }

    private Thing place(Caller caller, String kind, String id) {
        Thing place = things.find(kind, id).orElseThrow(() -> unknown(title(kind)));
        if (!caller.reaches(place.text("_team"))) throw Refusal.notAuthorized();
        if (place.deleted()) throw Refusal.notFound(title(kind));
        if (isHidden(place)) throw noAccess();
        return place;
    }

    private static boolean isNumber(String id) {
        return !id.isEmpty() && id.chars().allMatch(Character::isDigit);
    }

    private static String title(String kind) {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    }

    /** The answer for an id that never was. */
    public Refusal unknown(String what) {
        return circumstances.has(ClickUpHabit.UNKNOWN_IS_NOT_FOUND) ? Refusal.notFound(what) : Refusal.notAuthorized();
    }

    /** The answer for what one cannot see any more. */
    public Refusal noAccess() {
        return circumstances.has(ClickUpHabit.LOST_ACCESS_IS_FORBIDDEN)
                ? new Refusal(403, "ACCESS_083", "You do not have access to this")
                : Refusal.notAuthorized();
    }

    /** It, or what it is in. */
    public boolean isHidden(Thing place) {
        return Stream.of(place.key(), Thing.key(FOLDER, place.text("_folder")), Thing.key(SPACE, place.text("_space")))
                .anyMatch(circumstances::hides);
    }

    public List<Thing> spaces(String team) {
        return seen(things.of(SPACE, Thing.key(TEAM, team)));
    }

    public List<Thing> folders(String space) {
        return seen(things.of(FOLDER, Thing.key(SPACE, space)));
    }

    /** Directly in that folder or space. */
    public List<Thing> lists(Thing owner) {
        return seen(things.of(LIST, owner.key()));
    }

    private List<Thing> seen(List<Thing> all) {
        return all.stream().filter(each -> !isHidden(each)).toList();
    }

    public Optional<Thing> parent(Thing place, String kind) {
        return place.optional("_" + kind).flatMap(id -> things.find(kind, id));
    }

    /** All lists of a workspace that can be seen and are not archived, neither themselves nor what they are in. */
    public List<Thing> listsOfTeam(String team) {
        List<Thing> lists = new ArrayList<>();
        for (Thing space : open(spaces(team))) {
            lists.addAll(open(lists(space)));
            for (Thing folder : open(folders(space.id()))) lists.addAll(open(lists(folder)));
        }
        return lists;
    }

    private static List<Thing> open(List<Thing> all) {
        return all.stream().filter(each -> !each.is("archived")).toList();
    }

    /** The statuses of a list: its own, or those of what it is in. */
    public Statuses statuses(Thing list) {
        Thing from = list;
        if (!from.is("override_statuses")) from = parent(list, FOLDER).orElse(list);
        if (!from.is("override_statuses")) from = parent(list, SPACE).orElse(list);
        return new Statuses(from.body().path("_statuses"));
    }

    public static Where where(Thing place) {
        return switch (place.kind()) {
            case TEAM -> new Where(place.id(), null, null, null, null);
            case SPACE -> new Where(place.text("_team"), place.id(), null, null, null);
            case FOLDER -> new Where(place.text("_team"), id(place, SPACE), place.id(), null, null);
            default -> new Where(place.text("_team"), id(place, SPACE), id(place, FOLDER), place.id(), null);
        };
    }

    private static @Nullable String id(Thing place, String kind) {
        return place.optional("_" + kind).orElse(null);
    }
}
