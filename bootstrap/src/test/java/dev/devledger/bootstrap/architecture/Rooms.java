package dev.devledger.bootstrap.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rooms of each package that has many, lowest floor first. A class sees its own room and the floors below it; rooms
 * on one floor do not see each other. The package itself is the door, and the highest floor.
 */
record Rooms(String house, List<List<String>> floors) {
    private static final List<Rooms> HOUSES = List.of(
            of(
                    "application.sync",
                    "connector",
                    "memory",
                    "record local",
                    "cycle",
                    "guard",
                    "read",
                    "plan",
                    "lookup",
                    "decide",
                    "pull push notes time",
                    "conflict"),
            of("domain.sync", "content", "link", "merge existence", "time", "conflict"),
            of(
                    "adapters.postgres",
                    "sql",
                    "write",
                    "row",
                    "eventstore",
                    "readmodel",
                    "history",
                    "query",
                    "rebuild sync time access",
                    "proof transfer"),
            of("adapters.rest", "http", "resource", "history", "feed beads time direct directory access sync", "files"),
            of("adapters.dashboard", "markdown", "frame", "history", "edit time keeping"),
            of("adapters.services.ticktick", "json", "client", "oauth"),
            of("adapters.services.clickup", "client", "json", "oauth direct webhook"),
            of("adapters.services.trackingtime", "client", "json", "direct"),
            of("adapters.signin", "jwt", "server"),
            of("adapters.sandbox", "kernel", "fault", "ticktick clickup trackingtime"),
            of("adapters.sandbox.ticktick", "common", "tasks", "app"),
            of("adapters.sandbox.clickup", "places", "tasks", "app"),
            of("adapters.sandbox.trackingtime", "people", "work", "app"));

    private static Rooms of(String house, String... floors) {
        return new Rooms(
                house,
                Arrays.stream(floors).map(floor -> List.of(floor.split(" "))).toList());
    }

    /** The names of their packages below the root. */
    static Stream<String> all() {
        return HOUSES.stream()
                .flatMap(each -> each.floors.stream().flatMap(List::stream).map(room -> each.house + "." + room));
    }

    static ArchCondition<JavaClass> seeOnlyLowerFloors(String root) {
        return new ArchCondition<>("see only rooms of lower floors") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                HOUSES.forEach(each -> each.check(root, item, events));
            }
        };
    }

    private void check(String root, JavaClass from, ConditionEvents events) {
        int floor = floorOf(root, from);
        String room = roomOf(root, from);
        if (floor == Integer.MAX_VALUE) {
            events.add(SimpleConditionEvent.violated(from, from.getName() + " is in no room of " + house));
        }
        for (Dependency each : from.getDirectDependenciesFromSelf()) {
            JavaClass to = each.getTargetClass().getBaseComponentType();
            if (floor >= 0 && floorOf(root, to) >= floor && !roomOf(root, to).equals(room)) {
                events.add(SimpleConditionEvent.violated(from, each.getDescription()));
            }
        }
    }

    /** That of its package, or of the package around it that is one: a room may have rooms of its own. */
    private String roomOf(String root, JavaClass of) {
        String name = of.getPackageName().replace(root + "." + house + ".", "");
        return floors.stream()
                .flatMap(List::stream)
                .filter(room -> name.startsWith(room + "."))
                .findFirst()
                .orElse(name);
    }

    /** Below zero where it is of another package, and above all where no floor has its room. */
    private int floorOf(String root, JavaClass of) {
        String door = root + "." + house;
        if (of.getPackageName().equals(door)) {
            return floors.size();
        }
        if (!of.getPackageName().startsWith(door + ".")) {
            return -1;
        }
        String room = roomOf(root, of);
        return floors.stream()
                .filter(floor -> floor.contains(room))
                .mapToInt(floors::indexOf)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }
}
