package dev.devledger.adapters.sandbox.trackingtime.timer;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Caller;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.events.Event;
import dev.devledger.adapters.sandbox.trackingtime.events.EventTable;
import dev.devledger.adapters.sandbox.trackingtime.fields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.projects.Projects;
import dev.devledger.adapters.sandbox.trackingtime.tasks.Tasks;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Starts and stops: a person has one timer at most in an account. */
public record Timer(EventTable table, EntryWrites writes, Tasks tasks, Projects projects, People people, Zones zones) {
    /** A rule was broken: there is no use in trying again. */
    private static final int RULE = 502;

    public Optional<Event> running(Caller caller) {
        return table.running(caller.account(), caller.user());
    }

    /** On that task, or on the one that is named, or on a project. */
    public Event start(Caller caller, @Nullable Long taskId, Given given) {
        people.requireAbout(caller, caller.user(), People.EDIT_ENTRIES);
        WallTime at = zones.at(caller.account(), given, "date");
        Optional<Event> running = running(caller);
        if (running.isPresent() && !given.is("stop_running_task"))
            throw new Refusal(RULE, "You are already tracking time. Stop the running task first.");
        Thing task = taskId == null ? named(caller, given) : tasks.find(caller, taskId);
        Long project =
                task == null ? projectOf(caller, given) : task.parent() == 0 ? null : Long.valueOf(task.parent());
        if (task == null && project == null) throw Refusal.unexpected();
        running.ifPresent(event -> endFor(event, at));
        if (task != null) share(caller, task, given);
        ObjectNode body = Json.object();
        for (Given tag : given.listEitherWay("tags")) Tags.put(body, tag);
        return writes.insert(new Event(
                table.database().next("event_ids"),
                new Event.Of(caller.account(), caller.user(), task == null ? null : task.id(), project),
                new Event.Span(at.local(), null, at.offset()),
                0,
                new Event.Marks(task == null || task.is("is_billable"), false, false, null),
                new Event.Dates(zones.clock().millis(), null),
                body));
    }

    private @Nullable Thing named(Caller caller, Given given) {
        return given.text("task_name")
                .map(name -> tasks.called(caller, name, given.text("project_name")))
                .orElse(null);
    }

    private @Nullable Long projectOf(Caller caller, Given given) {
        return given.number("project_id")
                .map(id -> projects.find(caller, id).id())
                .or(() -> given.text("project_name")
                        .map(name -> projects.called(caller, name).id()))
                .orElse(null);
    }

    /** Whoever works on it is one of those whose task it is. */
    private void share(Caller caller, Thing task, Given given) {
        if (!Tasks.users(task).contains(caller.user())) {
            ArrayNode users = task.body().withArray("users");
            users.add(caller.user());
        }
        given.decimal("estimated_time").ifPresent(hours -> task.body().put("estimated_time", hours));
        tasks.things().save(task);
    }

    /** The timer that another one stops. */
    private void endFor(Event running, WallTime next) {
        Instant end = zones.circumstances().has(TrackingTimeHabit.STOPPED_NOW)
                ? zones.clock().now()
                : next.instant();
        end(running, WallTime.on(end, running.span().offset()));
    }

    private Event end(Event running, WallTime at) {
        Event.Span span = new Event.Span(
                running.span().start(), at.local(), running.span().offset());
        if (span.seconds() < 0) throw Refusal.unexpected();
        return writes.update(running.with(span, span.seconds()), true);
    }

    /** With the zone of the start. Empty where nothing runs and that is fine. */
    public Optional<Event> stop(Caller caller, @Nullable Long task, Given given) {
        WallTime at = zones.at(caller.account(), given, "date");
        Optional<Event> running = running(caller)
                .filter(event -> task == null || task.equals(event.of().task()));
        if (running.isEmpty()) {
            if (zones.circumstances().has(TrackingTimeHabit.IDLE_STOP_IS_FINE)) return Optional.empty();
            throw Refusal.unexpected();
        }
        if (!at.offset().equals(running.get().span().offset())) throw Refusal.unexpected();
        return Optional.of(end(running.get(), at));
    }

    /** That it is still worked on: changes nothing. */
    public Event beat(Caller caller, long task) {
        return running(caller)
                .filter(event -> Long.valueOf(task).equals(event.of().task()))
                .orElseThrow(Refusal::unexpected);
    }

    /** Ends what has run until the hour at which its account stops all timers. */
    public void stopDue() {
        List<Event> due =
                table.running().stream().filter(event -> isDue(event) != null).toList();
        if (due.isEmpty()) return;
        table.database().change(() -> {
            for (Event each : due) {
                Optional<Event> still = table.find(each.id()).filter(Event::runs);
                Instant end = isDue(each);
                if (still.isPresent() && end != null)
                    end(still.get(), WallTime.on(end, each.span().offset()));
            }
            return true;
        });
    }

    private @Nullable Instant isDue(Event running) {
        long account = running.of().account();
        Optional<LocalTime> hour = people.things()
                .find(People.ACCOUNT, account)
                .flatMap(each -> each.optional("autostop"))
                .map(LocalTime::parse);
        if (hour.isEmpty()) return null;
        ZoneId zone = people.zone(account);
        ZonedDateTime start = running.span().started().instant().atZone(zone);
        ZonedDateTime end = start.with(hour.get());
        if (!end.isAfter(start)) end = start.plusDays(1).with(hour.get());
        return end.toInstant().isAfter(zones.clock().now()) ? null : end.toInstant();
    }
}
