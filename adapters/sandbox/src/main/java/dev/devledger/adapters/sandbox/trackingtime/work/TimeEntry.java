package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A time entry.
 *
 * @param seconds the stated duration, which may differ from the time between start and end
 * @param body the fields that are not searched: {@code notes}, {@code type}, {@code tags}, {@code fields}, {@code
 *     repeat}
 */
public record TimeEntry(long id, Of of, Span span, long seconds, Flags marks, Dates dates, ObjectNode body) {
    /** The owner and the target of an entry. */
    public record Of(
            long account,
            long user,
            @Nullable Long task,
            @Nullable Long project) {}

    /** The local times of an entry; without an end the entry runs. */
    public record Span(LocalDateTime start, @Nullable LocalDateTime end, ZoneOffset offset) {
        public long seconds() {
            return end == null ? 0 : Duration.between(start, end).toSeconds();
        }

        public WallTime started() {
            return new WallTime(start, offset);
        }
    }

    public record Flags(
            boolean billable,
            boolean billed,
            boolean locked,
            @Nullable Long repeatGroup) {}

    /** Moments in milliseconds. */
    public record Dates(long created, @Nullable Long updated) {}

    public boolean runs() {
        return span.end() == null;
    }

    public TimeEntry with(Of newOf) {
        return new TimeEntry(id, newOf, span, seconds, marks, dates, body);
    }

    public TimeEntry with(Span newSpan, long newSeconds) {
        return new TimeEntry(id, of, newSpan, newSeconds, marks, dates, body);
    }

    public TimeEntry with(Flags newMarks) {
        return new TimeEntry(id, of, span, seconds, newMarks, dates, body);
    }

    public TimeEntry updated(long at) {
        return new TimeEntry(id, of, span, seconds, marks, new Dates(dates.created(), at), body);
    }

    public String text(String field) {
        return body.path(field).asString("");
    }

    /** Starts and stops timers. A person has at most one timer in an account. */
    public record Timer(
            TimeEntryTable table,
            EntryWrites writes,
            Tasks tasks,
            Projects projects,
            People people,
            Timer.Zones zones) {
        /** The status of a refusal because of a rule; another try would not help. */
        private static final int RULE = 502;

        public Optional<TimeEntry> running(Caller caller) {
            return table.running(caller.account(), caller.user());
        }

        /** Starts a timer for the task with the id, for a named task, or for a project. */
        public TimeEntry start(Caller caller, @Nullable Long taskId, RequestFields given) {
            people.requireAbout(caller, caller.user(), People.EDIT_ENTRIES);
            WallTime at = zones.at(caller.account(), given, "date");
            Optional<TimeEntry> running = running(caller);
            if (running.isPresent() && !given.is("stop_running_task"))
                throw new Refusal(RULE, "You are already tracking time. Stop the running task first.");
            StoredObject task = taskId == null ? named(caller, given) : tasks.find(caller, taskId);
            Long project =
                    task == null ? projectOf(caller, given) : task.parent() == 0 ? null : Long.valueOf(task.parent());
            if (task == null && project == null) throw Refusal.unexpected();
            running.ifPresent(event -> endFor(event, at));
            if (task != null) share(caller, task, given);
            ObjectNode body = Json.object();
            for (RequestFields tag : given.listEitherWay("tags")) Tags.put(body, tag);
            return writes.insert(new TimeEntry(
                    table.database().next("event_ids"),
                    new TimeEntry.Of(caller.account(), caller.user(), task == null ? null : task.id(), project),
                    new TimeEntry.Span(at.local(), null, at.offset()),
                    0,
                    new TimeEntry.Flags(task == null || task.is("is_billable"), false, false, null),
                    new TimeEntry.Dates(zones.clock().millis(), null),
                    body));
        }

        private @Nullable StoredObject named(Caller caller, RequestFields given) {
            return given.text("task_name")
                    .map(name -> tasks.called(caller, name, given.text("project_name")))
                    .orElse(null);
        }

        private @Nullable Long projectOf(Caller caller, RequestFields given) {
            return given.number("project_id")
                    .map(id -> projects.find(caller, id).id())
                    .or(() -> given.text("project_name")
                            .map(name -> projects.called(caller, name).id()))
                    .orElse(null);
        }

        /** Adds the caller to the users of a task. */
        private void share(Caller caller, StoredObject task, RequestFields given) {
            if (!Tasks.users(task).contains(caller.user())) {
                ArrayNode users = task.body().withArray("users");
                users.add(caller.user());
            }
            given.decimal("estimated_time").ifPresent(hours -> task.body().put("estimated_time", hours));
            tasks.things().save(task);
        }

        /** Ends a timer because another one starts. */
        private void endFor(TimeEntry running, WallTime next) {
            Instant end = zones.circumstances().has(TrackingTimeHabit.STOPPED_NOW)
                    ? zones.clock().instant()
                    : next.instant();
            end(running, WallTime.on(end, running.span().offset()));
        }

        private TimeEntry end(TimeEntry running, WallTime at) {
            TimeEntry.Span span = new TimeEntry.Span(
                    running.span().start(), at.local(), running.span().offset());
            if (span.seconds() < 0) throw Refusal.unexpected();
            return writes.update(running.with(span, span.seconds()), true);
        }

        /**
         * Stops the timer; the zone must equal the zone of the start. Empty if no timer runs and the habit makes that no
         * error.
         */
        public Optional<TimeEntry> stop(Caller caller, @Nullable Long task, RequestFields given) {
            WallTime at = zones.at(caller.account(), given, "date");
            Optional<TimeEntry> running = running(caller)
                    .filter(event -> task == null || task.equals(event.of().task()));
            if (running.isEmpty()) {
                if (zones.circumstances().has(TrackingTimeHabit.IDLE_STOP_IS_FINE)) return Optional.empty();
                throw Refusal.unexpected();
            }
            if (!at.offset().equals(running.get().span().offset())) throw Refusal.unexpected();
            return Optional.of(end(running.get(), at));
        }

        /** Confirms that the timer still runs, without changing anything. */
        public TimeEntry beat(Caller caller, long task) {
            return running(caller)
                    .filter(event -> Long.valueOf(task).equals(event.of().task()))
                    .orElseThrow(Refusal::unexpected);
        }

        /** Ends timers at the hour at which their account stops all timers. */
        public void stopDue() {
            List<TimeEntry> due = table.running().stream()
                    .filter(event -> isDue(event) != null)
                    .toList();
            if (due.isEmpty()) return;
            table.database().change(() -> {
                for (TimeEntry each : due) {
                    Optional<TimeEntry> still = table.find(each.id()).filter(TimeEntry::runs);
                    Instant end = isDue(each);
                    if (still.isPresent() && end != null)
                        end(still.get(), WallTime.on(end, each.span().offset()));
                }
            });
        }

        private @Nullable Instant isDue(TimeEntry running) {
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
            return end.toInstant().isAfter(zones.clock().instant()) ? null : end.toInstant();
        }

        /** Finds the zones of times in calls. */
        public record Zones(People people, TrackingTimeBehaviour circumstances, SandboxClock clock) {

            /** Finds the given zone, or else the account's. */
            public ZoneId of(long account, RequestFields given) {
                return given.text("timezone")
                        .map(zone -> WallTime.zone(zone, circumstances.has(TrackingTimeHabit.ZONES_BY_NAME)))
                        .orElseGet(() -> circumstances.has(TrackingTimeHabit.NO_ZONE_IS_UTC)
                                ? ZoneOffset.UTC
                                : people.zone(account));
            }

            WallTime at(long account, RequestFields given, String field) {
                LocalDateTime local = WallTime.parse(given.needed(field));
                return WallTime.at(local, of(account, given));
            }
        }
    }
}
