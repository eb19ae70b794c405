package dev.devledger.adapters.sandbox.trackingtime.timer;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.Caller;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.common.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.events.Event;
import dev.devledger.adapters.sandbox.trackingtime.events.EventAnswers;
import dev.devledger.adapters.sandbox.trackingtime.events.EventTable;
import dev.devledger.adapters.sandbox.trackingtime.fields.Fields;
import dev.devledger.adapters.sandbox.trackingtime.fields.Tags;
import dev.devledger.adapters.sandbox.trackingtime.hooks.Hooks;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Adds, changes and deletes entries. */
public record EntryWrites(
        EventTable table,
        EventAnswers answers,
        EntryTarget target,
        Fields fields,
        People people,
        Hooks hooks,
        Zones zones) {
    private static final int MOST_DELETED = 100;

    public Event find(Caller caller, long id) {
        Event event = table.find(id)
                .filter(each -> each.of().account() == caller.account())
                .orElseThrow(() -> Refusal.notFound("time entry"));
        if (event.of().user() != caller.user())
            people.requireAbout(caller, event.of().user(), People.SEE_ENTRIES);
        return event;
    }

    /** All of start, end, duration and person have to be said. */
    public Event add(Caller caller, Given given) {
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
        Event first = new Event(
                table.database().next("event_ids"),
                new Event.Of(caller.account(), user, found.task(), found.project()),
                new Event.Span(start, end, offset),
                seconds,
                new Event.Marks(given.flag("is_billable").orElse(found.billable()), given.is("is_billed"), false, null),
                new Event.Dates(zones.clock().millis(), null),
                body);
        List<Event> all = Repeats.of(first, given, zone, () -> table.database().next("event_ids"));
        all.forEach(this::insert);
        return all.getFirst();
    }

    private void take(Caller caller, ObjectNode body, Given given) {
        given.text("notes").ifPresent(notes -> body.put("notes", notes));
        if (given.clears("notes")) body.remove("notes");
        given.text("event_type").ifPresent(type -> body.put("type", type));
        for (Given tag : given.listEitherWay("tags")) Tags.put(body, tag);
        fields.set(caller, "event", body, given);
    }

    Event insert(Event event) {
        table.insert(event);
        hooks.tell("event.created", event.of().account(), answers.whole(event));
        return event;
    }

    /** @param own whether it is the entry itself that changes, and not what is around it */
    Event update(Event event, boolean own) {
        boolean moves = own || !zones.circumstances().has(TrackingTimeHabit.SURROUNDINGS_LEAVE_UPDATED);
        Event saved = table.update(moves ? event.updated(zones.clock().millis()) : event);
        hooks.tell("event.updated", saved.of().account(), answers.whole(saved));
        return saved;
    }

    private Event changeable(Caller caller, long id) {
        Event event = find(caller, id);
        people.requireAbout(caller, event.of().user(), People.EDIT_ENTRIES);
        if (event.marks().locked())
            throw new Refusal(500, "This time entry belongs to an approved timecard and can't be changed.");
        return event;
    }

    /** The end has to be said. */
    public Event change(Caller caller, long id, Given given) {
        LocalDateTime end = WallTime.parse(given.needed("end"));
        Event event = changeable(caller, id);
        LocalDateTime start =
                given.text("start").map(WallTime::parse).orElse(event.span().start());
        if (end.isBefore(start)) throw Refusal.unexpected();
        ZoneOffset offset = given.has("timezone")
                ? zones.of(caller.account(), given).getRules().getOffset(start)
                : event.span().offset();
        Event.Span span = new Event.Span(start, end, offset);
        EntryTarget.Found found = target.of(caller, given, event);
        long user = given.number("user_id").orElse(event.of().user());
        people.needMember(caller, user);
        take(caller, event.body(), given);
        Event.Marks old = event.marks();
        Event.Marks marks = new Event.Marks(
                given.flag("is_billable").orElse(old.billable()),
                given.flag("is_billed").orElse(old.billed()),
                old.locked(),
                old.repeatGroup());
        return update(
                event.with(new Event.Of(caller.account(), user, found.task(), found.project()))
                        .with(span, given.number("duration").orElse(span.seconds()))
                        .with(marks),
                true);
    }

    public void delete(Caller caller, long id) {
        Event event = changeable(caller, id);
        for (Event each : withGroup(event)) {
            table.delete(each.id());
            hooks.tell("event.deleted", each.of().account(), Json.object().put("id", each.id()));
        }
    }

    private List<Event> withGroup(Event event) {
        Long group = event.marks().repeatGroup();
        return group != null && zones.circumstances().has(TrackingTimeHabit.GROUP_DELETED)
                ? table.ofGroup(group)
                : List.of(event);
    }

    public void deleteAll(Caller caller, List<Given> entries) {
        if (entries.size() > MOST_DELETED) throw Refusal.unexpected();
        Given.ids(entries).forEach(id -> delete(caller, id));
    }

    public void bill(Caller caller, List<Given> entries, boolean billed) {
        for (long id : Given.ids(entries)) {
            Event event = find(caller, id);
            Event.Marks old = event.marks();
            update(event.with(new Event.Marks(old.billable(), billed, old.locked(), old.repeatGroup())), false);
        }
    }

    public Event tag(Caller caller, long id, Consumer<ObjectNode> change) {
        Event event = changeable(caller, id);
        change.accept(event.body());
        return update(event, false);
    }

    /** Approved with its timecard, or not any more. */
    public Event lock(Event event, boolean locked) {
        Event.Marks old = event.marks();
        return table.update(event.with(new Event.Marks(old.billable(), old.billed(), locked, old.repeatGroup())));
    }
}
