package dev.devledger.adapters.sandbox.trackingtime.work;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.StoredObjects.StoredObject;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import tools.jackson.databind.node.ObjectNode;

/**
 * The initial content: an account with three people, one of them archived, with work and time; and a second account.
 */
public record Seed(
        People people, CustomersAndServices named, Projects projects, Tasks tasks, EntryWrites entries, ZoneId zone) {
    /** Ben's second account, of which Ana is not a member. */
    public static final long OTHER_ACCOUNT = 438200;

    private static final Caller ANA = new Caller(People.ANA, People.SANDBOX, true);

    /** Makes the content, unless the database has it already. */
    public void plant() {
        database().change(() -> {
            if (people.things().find(People.ACCOUNT, People.SANDBOX).isEmpty()) make();
        });
    }

    public void reset() {
        database().change(() -> {
            database()
                    .jdbc()
                    .sql("truncate trackingtime_sandbox.thing, trackingtime_sandbox.event,"
                            + " trackingtime_sandbox.delivery")
                    .update();
            make();
        });
    }

    private SandboxDatabase database() {
        return people.things().database();
    }

    private void make() {
        people.account(People.SANDBOX, "Sandbox", zone);
        people.account(OTHER_ACCOUNT, "Garden Club", zone);
        people.user(People.ANA, "Ana", "Ruiz", "ana@example.com");
        people.user(People.BEN, "Ben", "Okafor", "ben@example.com");
        people.user(People.CLEO, "Cleo", "Lindqvist", "cleo@example.com");
        people.join(People.SANDBOX, People.ANA, "ADMIN");
        people.join(People.SANDBOX, People.BEN, "CO_WORKER");
        people.join(People.SANDBOX, People.CLEO, "CO_WORKER");
        people.join(OTHER_ACCOUNT, People.BEN, "ADMIN");
        work();
        people.archive(ANA, People.CLEO, true);
    }

    private void work() {
        named.add(ANA, CustomersAndServices.CUSTOMER, given("name", "Harbour Museum"));
        named.add(ANA, CustomersAndServices.CUSTOMER, given("name", "Northwind Bakery"));
        named.add(ANA, CustomersAndServices.SERVICE, given("name", "Development"));
        named.add(ANA, CustomersAndServices.SERVICE, given("name", "Design"));
        StoredObject museum = projects.add(
                ANA, given("name", "Museum website", "customer_name", "Harbour Museum", "service_name", "Development"));
        StoredObject bakery = projects.add(
                ANA, given("name", "Bakery leaflets", "customer_name", "Northwind Bakery", "service_name", "Design"));
        StoredObject hours = task("Opening hours page", museum);
        StoredObject check = task("Accessibility check", museum);
        StoredObject draft = task("Leaflet draft", bakery);
        LocalDate today = WallTime.day(people.now(People.SANDBOX).substring(0, 10));
        entry(People.ANA, today.minusDays(1), "09:00", 90, "task_id", text(hours), "notes", "Markup");
        entry(People.ANA, today.minusDays(1), "11:00", 45, "task_id", text(check));
        entry(People.BEN, today.minusDays(2), "10:00", 120, "task_id", text(draft));
        entry(People.ANA, today.plusDays(2), "09:00", 60, "task_id", text(hours), "notes", "Planned");
        // Entries without a task; without any target; of an archived person; and with a note that a spreadsheet would
        // run as a formula.
        entry(People.ANA, today.minusDays(2), "15:00", 30, "project_id", text(museum));
        entry(People.ANA, today.minusDays(3), "08:30", 15);
        TimeEntry old = entry(People.CLEO, today.minusDays(40), "09:00", 240, "task_id", text(hours));
        entries.lock(old, true);
        entry(People.BEN, today.minusDays(3), "13:00", 20, "notes", "=cmd|' /C calc'!A0\n\"quoted\", and; more");
        // The stated duration is two hours, but between start and end there is one.
        LocalDateTime start = today.minusDays(4).atTime(14, 0);
        add(People.ANA, start, start.plusHours(1), 7_200, "task_id", text(check));
    }

    private StoredObject task(String name, StoredObject project) {
        return tasks.add(ANA, given("name", name, "project_id", text(project), "estimated_time", "4.5"));
    }

    private TimeEntry entry(long user, LocalDate day, String time, int minutes, String... more) {
        LocalDateTime start = day.atTime(LocalTime.parse(time));
        return add(
                user,
                start,
                start.plusMinutes(minutes),
                Duration.ofMinutes(minutes).toSeconds(),
                more);
    }

    private TimeEntry add(long user, LocalDateTime start, LocalDateTime end, long seconds, String... more) {
        RequestFields given = given(more);
        ObjectNode json = given.json().put("user_id", user).put("duration", seconds);
        json.put("start", WallTime.shown(start)).put("end", WallTime.shown(end));
        return entries.add(ANA, given);
    }

    private static String text(StoredObject thing) {
        return String.valueOf(thing.id());
    }

    private static RequestFields given(String... words) {
        ObjectNode json = Json.object();
        for (int i = 0; i + 1 < words.length; i += 2) json.put(words[i], words[i + 1]);
        return RequestFields.of(json);
    }
}
