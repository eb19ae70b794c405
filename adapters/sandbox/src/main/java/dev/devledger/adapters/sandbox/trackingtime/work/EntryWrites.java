package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields;
import dev.devledger.adapters.sandbox.trackingtime.people.CustomFields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.people.Webhooks;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry.Timer.Zones;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Adds, changes and deletes entries. */
public record EntryWrites(
        TimeEntryTable table,
        TimeEntryAnswers answers,
        EntryWrites.EntryTarget target,
        CustomFields fields,
        People people,
        Webhooks hooks,
        Zones zones) {
    private static final int MOST_DELETED = 100;

    public TimeEntry find(Caller caller, long id) {
        TimeEntry event = table.find(id)
                .filter(each -> each.of().account() == caller.account())
                .orElseThrow(() -> Refusal.notFound("time entry"));
        if (event.of().user() != caller.user())
            people.requireAbout(caller, event.of().user(), People.SEE_ENTRIES);
        return event;
    }

    /** Adds an entry. Start, end, duration and person are required. */
    public TimeEntry add(Caller caller, RequestFields given) {
        LocalDateTime start = WallTime.parse(given.needed("start"));
        LocalDateTime end = WallTime.parse(given.needed("end"));
        long user = given.number("user_id").orElseThrow(Refusal::unexpected);
        long seconds = given.number("duration").orElseThrow(Refusal::unexpected);
        people.needMember(caller, user);
        people.requireAbout(caller, user, People.EDIT_ENTRIES);
        ZoneId zone = zones.of(caller.account(), given);
        ZoneOffset offset = zone.getRules().getOffset(start);
        if (end.isBefore(start)) throw Refusal.unexpected();
        EntryTarget.Found found = target.of(caller, given, null);
        ObjectNode body = Json.object();
        take(caller, body, given);
        TimeEntry first = new TimeEntry(
                table.database().next("event_ids"),
                new TimeEntry.Of(caller.account(), user, found.task(), found.project()),
                new TimeEntry.Span(start, end, offset),
                seconds,
                new TimeEntry.Flags(
                        given.flag("is_billable").orElse(found.billable()), given.is("is_billed"), false, null),
                new TimeEntry.Dates(zones.clock().millis(), null),
                body);
        List<TimeEntry> all =
                Repeats.of(first, given, zone, () -> table.database().next("event_ids"));
        all.forEach(this::insert);
        return all.getFirst();
    }

    private void take(Caller caller, ObjectNode body, RequestFields given) {
        given.text("notes").ifPresent(notes -> body.put("notes", notes));
        if (given.clears("notes")) body.remove("notes");
        given.text("event_type").ifPresent(type -> body.put("type", type));
        for (RequestFields tag : given.listEitherWay("tags")) Tags.put(body, tag);
        fields.set(caller, "event", body, given);
    }

    TimeEntry insert(TimeEntry event) {
        table.insert(event);
        hooks.tell("event.created", event.of().account(), answers.whole(event));
        return event;
    }

    /** @param own true if the entry's own fields change, false if only its tags or billing do */
    TimeEntry update(TimeEntry event, boolean own) {
        boolean moves = own || !zones.circumstances().has(TrackingTimeHabit.SURROUNDINGS_LEAVE_UPDATED);
        TimeEntry saved = table.update(moves ? event.updated(zones.clock().millis()) : event);
        hooks.tell("event.updated", saved.of().account(), answers.whole(saved));
        return saved;
    }

    private TimeEntry changeable(Caller caller, long id) {
        TimeEntry event = find(caller, id);
        people.requireAbout(caller, event.of().user(), People.EDIT_ENTRIES);
        if (event.marks().locked())
            throw new Refusal(500, "This time entry belongs to an approved timecard and can't be changed.");
        return event;
    }

    /** Changes an entry. The call must name the end. */
    public TimeEntry change(Caller caller, long id, RequestFields given) {
        LocalDateTime end = WallTime.parse(given.needed("end"));
        TimeEntry event = changeable(caller, id);
        LocalDateTime start =
                given.text("start").map(WallTime::parse).orElse(event.span().start());
        if (end.isBefore(start)) throw Refusal.unexpected();
        ZoneOffset offset = given.has("timezone")
                ? zones.of(caller.account(), given).getRules().getOffset(start)
                : event.span().offset();
        TimeEntry.Span span = new TimeEntry.Span(start, end, offset);
        EntryTarget.Found found = target.of(caller, given, event);
        long user = given.number("user_id").orElse(event.of().user());
        people.needMember(caller, user);
        take(caller, event.body(), given);
        TimeEntry.Flags old = event.marks();
        TimeEntry.Flags marks = new TimeEntry.Flags(
                given.flag("is_billable").orElse(old.billable()),
                given.flag("is_billed").orElse(old.billed()),
                old.locked(),
                old.repeatGroup());
        return update(
                event.with(new TimeEntry.Of(caller.account(), user, found.task(), found.project()))
                        .with(span, given.number("duration").orElse(span.seconds()))
                        .with(marks),
                true);
    }

    public void delete(Caller caller, long id) {
        TimeEntry event = changeable(caller, id);
        for (TimeEntry each : withGroup(event)) {
            table.delete(each.id());
            hooks.tell("event.deleted", each.of().account(), Json.object().put("id", each.id()));
        }
    }

    private List<TimeEntry> withGroup(TimeEntry event) {
        Long group = event.marks().repeatGroup();
        return group != null && zones.circumstances().has(TrackingTimeHabit.GROUP_DELETED)
                ? table.ofGroup(group)
                : List.of(event);
    }

    public void deleteAll(Caller caller, List<RequestFields> entries) {
        if (entries.size() > MOST_DELETED) throw Refusal.unexpected();
        RequestFields.ids(entries).forEach(id -> delete(caller, id));
    }

    public void bill(Caller caller, List<RequestFields> entries, boolean billed) {
        for (long id : RequestFields.ids(entries)) {
            TimeEntry event = find(caller, id);
            TimeEntry.Flags old = event.marks();
            update(event.with(new TimeEntry.Flags(old.billable(), billed, old.locked(), old.repeatGroup())), false);
        }
    }

    public TimeEntry tag(Caller caller, long id, Consumer<ObjectNode> change) {
        TimeEntry event = changeable(caller, id);
        change.accept(event.body());
        return update(event, false);
    }

    /** Locks an entry, as the approval of its timecard does, or unlocks it. */
    public TimeEntry lock(TimeEntry event, boolean locked) {
        TimeEntry.Flags old = event.marks();
        return table.update(event.with(new TimeEntry.Flags(old.billable(), old.billed(), locked, old.repeatGroup())));
    }

    /**
     * The target of an entry: a task with its project, a project alone, or none. For unknown names new objects are
     * made.
     */
    public record EntryTarget(Tasks tasks, Projects projects) {

        record Found(@Nullable Long task, @Nullable Long project, boolean billable) {}

        /** @param now the entry before the change; null for a new one */
        Found of(Caller caller, RequestFields given, @Nullable TimeEntry now) {
            Optional<StoredObject> task = task(caller, given, now);
            if (task.isPresent()) {
                long project = task.get().parent();
                return new Found(
                        task.get().id(),
                        project == 0 ? null : Long.valueOf(project),
                        task.get().is("is_billable"));
            }
            Long project = project(caller, given, now);
            return new Found(null, project, true);
        }

        private Optional<StoredObject> task(Caller caller, RequestFields given, @Nullable TimeEntry now) {
            if (given.has("task_id")) return given.number("task_id").map(id -> tasks.find(caller, id));
            if (given.has("task_name"))
                return Optional.of(tasks.called(caller, given.needed("task_name"), given.text("project_name")));
            if (given.clears("task_id") || now == null) return Optional.empty();
            Long old = now.of().task();
            return old == null ? Optional.empty() : tasks.things().find(Tasks.KIND, old);
        }

        private @Nullable Long project(Caller caller, RequestFields given, @Nullable TimeEntry now) {
            if (given.has("project_id"))
                return projects.find(caller, given.number("project_id").orElseThrow())
                        .id();
            if (given.has("project_name"))
                return projects.called(caller, given.needed("project_name")).id();
            return given.clears("project_id") || now == null ? null : now.of().project();
        }
    }

    /** Repeating entries. Each occurrence is a separate entry, and all are in one group. */
    static final class Repeats {
        private static final int MOST = 400;

        private Repeats() {}

        static List<TimeEntry> of(TimeEntry first, RequestFields given, ZoneId zone, LongSupplier ids) {
            String kind = given.text("repeat").orElse("");
            if (kind.isEmpty() || !given.has("end_repeat")) return List.of(first);
            String frequency = kind.equals("CUSTOM")
                    ? given.text("frequency").orElse("DAILY")
                    : kind.toUpperCase(Locale.ROOT).replace("EVERY_", "");
            long every = given.number("repeat_every").orElse(1L);
            LocalDate last = WallTime.day(given.needed("end_repeat").substring(0, 10));
            ObjectNode repeat = first.body().putObject("repeat");
            repeat.put("kind", kind).put("frequency", frequency).put("every", every);
            List<TimeEntry> all = new ArrayList<>();
            TimeEntry.Span span = first.span();
            LocalDateTime end = Objects.requireNonNull(span.end());
            Period step = step(frequency, Math.toIntExact(Math.max(1, every)));
            for (Period later = Period.ZERO; all.size() < MOST; later = later.plus(step)) {
                LocalDateTime start = span.start().plus(later);
                if (start.toLocalDate().isAfter(last)) break;
                TimeEntry.Span own = new TimeEntry.Span(
                        start, end.plus(later), zone.getRules().getOffset(start));
                all.add(new TimeEntry(
                        all.isEmpty() ? first.id() : ids.getAsLong(),
                        first.of(),
                        own,
                        first.seconds(),
                        new TimeEntry.Flags(
                                first.marks().billable(), first.marks().billed(), false, first.id()),
                        first.dates(),
                        Json.stored(first.body().toString())));
            }
            return all.isEmpty() ? List.of(first) : all;
        }

        private static Period step(String frequency, int every) {
            return switch (frequency) {
                case "WEEK", "WEEKLY" -> Period.ofWeeks(every);
                case "MONTH", "MONTHLY" -> Period.ofMonths(every);
                default -> Period.ofDays(every);
            };
        }
    }
}
