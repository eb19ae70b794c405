package dev.devledger.adapters.sandbox.clickup.app;

import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.places.Places;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All workspaces, with what is in them. */
record TreeView(List<Team> teams, String wrong, @Nullable CsrfField csrf) {
    record Team(String name, List<Node> spaces) {}

    /** A space or a folder. */
    record Node(String path, String name, boolean archived, List<Node> folders, List<Leaf> lists) {}

    record Leaf(String path, String name, boolean archived, long tasks) {}

    static TreeView of(Page page, String wrong, @Nullable CsrfField csrf) {
        Places places = page.places();
        List<Team> teams = new ArrayList<>();
        for (Thing team : places.things().all(Places.TEAM)) {
            if (!page.ana().reaches(team.id())) continue;
            List<Node> spaces = places.spaces(team.id()).stream()
                    .map(space -> node(page, space, places.folders(space.id())))
                    .toList();
            teams.add(new Team(team.text("name"), spaces));
        }
        return new TreeView(teams, wrong, csrf);
    }

    private static Node node(Page page, Thing place, List<Thing> folders) {
        List<Leaf> lists = page.places().lists(place).stream()
                .map(list -> new Leaf(
                        PagePaths.list(list.id()),
                        list.text("name"),
                        list.is("archived"),
                        page.tasks().count(list.id())))
                .toList();
        return new Node(
                PagePaths.PAGE + "/" + place.kind() + "s/" + place.id(),
                place.text("name"),
                place.is("archived"),
                folders.stream().map(folder -> node(page, folder, List.of())).toList(),
                lists);
    }
}
