package dev.devledger.adapters.sandbox.trackingtime.events;

import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the entries of an answer are about, read at once. */
record Surroundings(
        Map<Long, Thing> users,
        Map<Long, Thing> tasks,
        Map<Long, Thing> projects,
        Map<Long, Thing> customers,
        Map<Long, Thing> services) {

    static Surroundings of(Things things, List<Event> events) {
        Map<Long, Thing> tasks =
                things.those("task", ids(events.stream().map(event -> event.of().task())));
        Map<Long, Thing> projects = things.those(
                "project", ids(events.stream().map(event -> event.of().project())));
        return new Surroundings(
                things.those(
                        People.USER, ids(events.stream().map(event -> event.of().user()))),
                tasks,
                projects,
                things.those("customer", ids(projects.values().stream().map(Thing::parent))),
                things.those("service", ids(services(tasks.values(), projects.values()))));
    }

    private static Stream<Long> services(Collection<Thing> tasks, Collection<Thing> projects) {
        return Stream.concat(tasks.stream(), projects.stream()).map(each -> each.number("service_id"));
    }

    private static List<Long> ids(Stream<? extends @Nullable Long> ids) {
        return ids.filter(Objects::nonNull).distinct().collect(Collectors.toList());
    }

    Optional<Thing> user(Event event) {
        return Optional.ofNullable(users.get(event.of().user()));
    }

    Optional<Thing> task(Event event) {
        Long task = event.of().task();
        return task == null ? Optional.empty() : Optional.ofNullable(tasks.get(task));
    }

    Optional<Thing> project(Event event) {
        Long project = event.of().project();
        return project == null ? Optional.empty() : Optional.ofNullable(projects.get(project));
    }

    Optional<Thing> customer(Event event) {
        return project(event).flatMap(project -> Optional.ofNullable(customers.get(project.parent())));
    }

    /** That of the task, else that of the project. */
    Optional<Thing> service(Event event) {
        return task(event)
                .flatMap(task -> Optional.ofNullable(services.get(task.number("service_id"))))
                .or(() -> project(event).flatMap(it -> Optional.ofNullable(services.get(it.number("service_id")))));
    }
}
