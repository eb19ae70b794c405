package dev.devledger.adapters.services.ticktick.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.services.kernel.UnreadableAnswer;
import dev.devledger.adapters.services.ticktick.TickTickConnector;
import dev.devledger.adapters.services.ticktick.json.Wire.TickTickDates;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.CanonicalContent.ChecklistEntry;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The laws of the mapping, each over many random contents; the seed is fixed, so a failure comes again. */
final class TickTickJsonTest {
    private static final String LIST = "70aa00000000000000000001";
    private static final int ROUNDS = 3_000;
    private static final List<Priority> PRIORITIES =
            List.of(Priority.NONE, Priority.LOW, Priority.MEDIUM, Priority.HIGH);

    /** Zones with a midnight that does not exist, with half hours, beyond UTC+13, and with offsets of odd seconds. */
    private static final List<String> ZONES = List.of(
            "Europe/Madrid",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "America/Havana",
            "Asia/Beirut",
            "Asia/Kolkata",
            "Pacific/Kiritimati",
            "Pacific/Niue",
            "Australia/Lord_Howe",
            "Africa/Monrovia",
            "Europe/Amsterdam",
            "UTC");

    /** Days around changes of the clock, in leap years, and at the ends of what is allowed. */
    private static final List<String> DAYS = List.of(
            "2026-03-29",
            "2026-10-25",
            "2028-02-29",
            "2018-11-04",
            "2017-10-15",
            "2024-03-31",
            "2026-03-08",
            "2026-12-31",
            "1972-01-07",
            "1937-07-01",
            "1900-01-01",
            "9999-12-30");

    private final TickTickJson json = new TickTickJson(ZoneId.of("Europe/Madrid"));
    private final TaskBodies bodies = new TaskBodies(ZoneId.of("Europe/Madrid"));
    private final Random random = new Random(20261120);

    @Test
    void what_is_rendered_is_read_back_as_it_was() {
        for (int i = 0; i < ROUNDS; i++) {
            CanonicalContent content = content();
            RemoteTask read = json.task(created(content).toString(), LIST);
            assertThat(read.content()).isEqualTo(open(content));
        }
    }

    @Test
    void a_change_of_any_fields_is_read_back_as_wished() {
        for (int i = 0; i < ROUNDS; i++) {
            ObjectNode present = created(content());
            RemoteTask current = json.task(present.toString(), LIST);
            CanonicalContent wanted = content();
            CanonicalChanges changes =
                    CanonicalChanges.between(current.content(), wanted).only(someFields());
            ObjectNode after = merged(present, bodies.merge(current, changes));
            assertThat(json.task(after.toString(), LIST).content()).isEqualTo(changes.applyTo(current.content()));
        }
    }

    @Test
    void writing_what_is_there_changes_nothing_that_is_not_mapped() {
        for (int i = 0; i < ROUNDS; i++) {
            ObjectNode present = foreign(created(content()));
            RemoteTask current = json.task(present.toString(), LIST);
            ObjectNode after = merged(present, bodies.merge(current, everything(current.content())));
            assertThat(json.task(after.toString(), LIST).content()).isEqualTo(current.content());
            assertThat(unmapped(after)).isEqualTo(unmapped(present));
        }
    }

    @Test
    void only_changed_fields_are_sent_with_the_ids() {
        RemoteTask current = json.task(created(titled("Before", List.of())).toString(), LIST);
        CanonicalChanges changes = CanonicalChanges.between(current.content(), titled("After", List.of()));
        assertThat(bodies.merge(current, changes).toString())
                .isEqualTo("{\"id\":\"t1\",\"projectId\":\"" + LIST + "\",\"title\":\"After\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, Europe/Madrid, 2026-10-31T23:00:00+0000",
        "2026-11-01, America/Los_Angeles, 2026-11-01T07:00:00+0000",
        "2018-11-04, America/Sao_Paulo, 2018-11-04T03:00:00+0000",
        "2028-02-29, Asia/Kolkata, 2028-02-28T18:30:00+0000"
    })
    void a_day_is_its_midnight_in_its_zone(String day, String zone, String sent) {
        When date = new When.Day(LocalDate.parse(day));
        assertThat(TickTickDates.write(date, ZoneId.of(zone))).isEqualTo(sent);
        assertThat(TickTickDates.read(sent, true, ZoneId.of(zone))).isEqualTo(date);
    }

    @Test
    void a_due_date_alone_takes_the_start_along() {
        CanonicalContent due = dated(null, new When.Moment(Instant.parse("2026-11-03T07:30:00.250Z")));
        assertThat(bodies.create(LIST, due).toString())
                .contains("\"startDate\":\"2026-11-03T07:30:00.250+0000\"")
                .contains("\"dueDate\":\"2026-11-03T07:30:00.250+0000\"")
                .contains("\"isAllDay\":false")
                .doesNotContain("timeZone");
    }

    @Test
    void clearing_the_dates_clears_both() {
        RemoteTask current =
                json.task(created(dated(day("2026-01-01"), day("2026-01-02"))).toString(), LIST);
        CanonicalChanges changes = CanonicalChanges.between(current.content(), dated(null, null));
        assertThat(bodies.merge(current, changes).toString()).endsWith("\"startDate\":null,\"dueDate\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-03T07:30:00.000+0000",
        "2026-11-03T08:30:00+0100",
        "2026-11-03T08:30:00.000+01:00",
        "2026-11-03T07:30:00Z",
        "2026-11-03T07:30:00"
    })
    void dates_are_compared_as_instants(String text) {
        assertThat(TickTickDates.instant(text)).isEqualTo(Instant.parse("2026-11-03T07:30:00Z"));
    }

    @Test
    void the_first_item_makes_a_checklist_and_the_last_one_a_text() {
        RemoteTask text = json.task(created(described("Why", List.of())).toString(), LIST);
        CanonicalChanges first = CanonicalChanges.between(text.content(), described("Why", checks("one")));
        JsonNode toList = bodies.merge(text, first);
        assertThat(toList.get("kind").asString()).isEqualTo("CHECKLIST");
        assertThat(toList.get("desc").asString()).isEqualTo("Why");
        assertThat(toList.get("content").asString()).isEmpty();
        assertThat(toList.get("items").size()).isEqualTo(1);

        RemoteTask list = json.task(created(described("Why", checks("one"))).toString(), LIST);
        CanonicalChanges last = CanonicalChanges.between(list.content(), described("Because", List.of()));
        JsonNode toText = bodies.merge(list, last);
        assertThat(toText.get("kind").asString()).isEqualTo("TEXT");
        assertThat(toText.get("content").asString()).isEqualTo("Because");
        assertThat(toText.get("desc").asString()).isEmpty();
        assertThat(toText.get("items").isEmpty()).isTrue();
    }

    @Test
    void a_kept_item_goes_back_with_its_id_and_its_own_date() {
        String task = """
                {"id":"t1","kind":"CHECKLIST","items":[
                  {"id":"b","title":"second","status":0,"sortOrder":20},
                  {"id":"a","title":"first","status":1,"sortOrder":10,"startDate":"2026-11-03T07:30:00.000+0000",
                   "completedTime":"2026-11-01T07:30:00.000+0000"}]}""";
        RemoteTask current = json.task(task, LIST);
        assertThat(current.content().checklist())
                .containsExactly(new ChecklistEntry("first", true), new ChecklistEntry("second", false));
        CanonicalContent wanted = titled(
                "",
                List.of(
                        new ChecklistEntry("new", false),
                        new ChecklistEntry("first", false),
                        new ChecklistEntry("third", false)));
        JsonNode items = bodies.merge(current, CanonicalChanges.between(current.content(), wanted))
                .get("items");
        assertThat(items.get(0).has("id")).as("no id for a new one").isFalse();
        assertThat(items.get(1).get("id").asString()).as("by title").isEqualTo("a");
        assertThat(items.get(1).get("startDate").asString()).isEqualTo("2026-11-03T07:30:00.000+0000");
        assertThat(items.get(1).has("completedTime")).as("no longer ticked").isFalse();
        assertThat(items.get(2).has("id")).as("nothing left at its position").isFalse();
        CanonicalContent renamed =
                titled("", List.of(new ChecklistEntry("first", true), new ChecklistEntry("renamed", false)));
        assertThat(bodies.merge(current, CanonicalChanges.between(current.content(), renamed))
                        .get("items")
                        .get(1)
                        .get("id"))
                .as("by position")
                .hasToString("\"b\"");
    }

    @Test
    void completing_is_no_part_of_an_update_and_detaching_is_an_empty_parent() {
        ObjectNode present = created(titled("A", List.of())).put("parentId", "p1");
        RemoteTask current = json.task(present.toString(), LIST);
        CanonicalChanges changes = new CanonicalChanges(
                null,
                null,
                null,
                null,
                null,
                null,
                new Change<>(RemoteStatus.OPEN, RemoteStatus.COMPLETED),
                new Change<>("p1", null));
        assertThat(bodies.merge(current, changes).toString())
                .isEqualTo("{\"id\":\"t1\",\"projectId\":\"" + LIST + "\",\"parentId\":\"\"}");
    }

    @Test
    void what_nobody_foresaw_is_read_where_it_can_be_and_refused_where_it_would_be_a_guess() {
        assertThat(json.task("{\"id\":\"t1\",\"priority\":4,\"kind\":\"NEW\",\"createdTime\":\"soon\"}", LIST)
                        .content())
                .isEqualTo(titled("", List.of()));
        assertThat(json.task(
                                "{\"id\":\"t1\",\"isAllDay\":true,\"timeZone\":\"Mars/Base\",\"sortOrder\":\"top\","
                                        + "\"etimestamp\":\"now\",\"modifiedTime\":\"now\",\"completedTime\":\"never\","
                                        + "\"kind\":\"HABIT\",\"sooner\":[{}]}",
                                LIST)
                        .content())
                .as("what is not needed")
                .isEqualTo(titled("", List.of()));
        for (String task : List.of(
                "{\"title\":\"no id\"}",
                "{\"id\":\"t1\",\"status\":7}",
                "{\"id\":\"t1\",\"isAllDay\":true,\"timeZone\":\"Mars/Base\",\"dueDate\":\"2026-11-03T07:30:00+0000\"}",
                "null")) {
            assertThatThrownBy(() -> json.task(task, LIST)).isInstanceOf(UnreadableAnswer.class);
        }
    }

    /** It comes as near as it can be, and what is near is never sent as if it were there. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "'2026-02-30T09:00:00.000+0000' | false | 2026-02-28T09:00:00Z | 2026-02-30T09:00:00.000+0000",
                "'2026-02-30T09:00:00.000+0000' | true | 2026-02-28 | 2026-02-30T09:00:00.000+0000",
                "'2026-04-31T09:00:00' | false | 2026-04-30T09:00:00Z | 2026-04-31T09:00:00",
                "'2026-02-30' | true | 2026-02-28 | 2026-02-30",
                "'2026-05-01' | false | 2026-05-01 | 2026-05-01",
                "'2026-05-01T25:00:00.000+0000' | false | 2026-05-01 | 2026-05-01T25:00:00.000+0000",
                "'2026-13-01T09:00:00.000+0000' | false | | 2026-13-01T09:00:00.000+0000",
                "'+10000-01-01T09:00:00.000+0000' | true | | +10000-01-01T09:00:00.000+0000",
                "99999999999999999999 | false | | 99999999999999999999",
                "'tomorrow' | true | | tomorrow",
                "{} | false | | {}",
                "[] | true | | []",
                "true | true | | true",
                "'a\\u0000b' | true | | a\uFFFDb"
            })
    void a_date_that_is_in_no_calendar_is_what_is_near(String date, boolean allDay, String near, String said) {
        String value = date.replace('\'', '"');
        for (String field : List.of("dueDate", "startDate")) {
            RemoteTask task = json.task(
                    "{\"id\":\"t1\",\"title\":\"Odd\",\"status\":0,\"isAllDay\":%s,\"timeZone\":\"UTC\",\"%s\":%s}"
                            .formatted(allDay, field, value),
                    LIST);
            assertThat(String.valueOf(task.content().dueDate())).isEqualTo(String.valueOf(near));
            assertThat(task.content().oddDates())
                    .isEqualTo(Map.of(near == null && field.equals("startDate") ? "startDate" : "dueDate", said));
            assertThat(task.gaps().dues()).isEmpty();
            assertThat(bodies.batched(
                                    task,
                                    CanonicalChanges.between(task.content(), titled("New", List.of()))
                                            .only(EnumSet.of(Field.TITLE)))
                            .propertyNames())
                    .containsExactlyInAnyOrder("id", "projectId", "title");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \""})
    void no_date_is_none(String date) {
        CanonicalContent content =
                json.task("{\"id\":\"t1\",\"dueDate\":" + date + "}", LIST).content();
        assertThat(content.dueDate()).isNull();
        assertThat(content.oddDates()).isNull();
    }

    /** What TickTick makes of a create (docs/ticktick.md, section 11, behaviours 11 to 13). */
    private ObjectNode created(CanonicalContent content) {
        ObjectNode task = bodies.create(LIST, content).put("id", "t1").put("status", 0);
        if (task.get("items") instanceof ArrayNode items) {
            task.put("kind", "CHECKLIST");
            IntStream.range(0, items.size()).forEach(i -> ((ObjectNode) items.get(i)).put("id", "i" + i));
        }
        return task;
    }

    /** What TickTick makes of an update: the fields given, and null clears. */
    private static ObjectNode merged(ObjectNode task, ObjectNode update) {
        ObjectNode merged = task.deepCopy();
        update.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    private static ObjectNode foreign(ObjectNode task) {
        task.put("repeatFlag", "RRULE:FREQ=DAILY")
                .put("columnId", "c1")
                .put("sortOrder", -1099511627776L)
                .put("new", 1.10);
        task.putArray("reminders").add("TRIGGER:PT0S");
        if (task.get("items") instanceof ArrayNode items) {
            items.forEach(
                    item -> ((ObjectNode) item).put("timeZone", "Asia/Tokyo").putNull("startDate"));
        }
        return task;
    }

    private static JsonNode unmapped(ObjectNode task) {
        ObjectNode rest = task.deepCopy();
        rest.remove(
                Set.of("title", "content", "desc", "priority", "tags", "startDate", "dueDate", "isAllDay", "status"));
        rest.remove(Set.of("parentId", "timeZone"));
        if (rest.get("items") instanceof ArrayNode items) {
            items.forEach(item -> ((ObjectNode) item).remove(Set.of("title", "status", "sortOrder")));
            if (items.isEmpty()) {
                rest.remove("items"); // absent is empty
            }
        }
        return rest;
    }

    private static CanonicalChanges everything(CanonicalContent content) {
        return new CanonicalChanges(
                same(content.title()),
                same(content.description()),
                same(content.priority()),
                same(content.tags()),
                same(new CanonicalChanges.Dates(content.startDate(), content.dueDate(), content.timeZone())),
                same(content.checklist()),
                same(content.status()),
                same(content.parent()));
    }

    private static <T> Change<T> same(@Nullable T value) {
        return new Change<>(value, value);
    }

    private Set<Field> someFields() {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (Field field : TickTickConnector.CAPABILITIES.holds()) {
            if (random.nextBoolean()) {
                fields.add(field);
            }
        }
        return fields;
    }

    private CanonicalContent content() {
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        boolean days = random.nextBoolean();
        When due = random.nextInt(4) == 0 ? null : when(days, zone);
        When start = random.nextInt(4) == 0 ? null : when(days, zone);
        NavigableSet<String> tags = new TreeSet<>();
        List<ChecklistEntry> checks = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.add("Tag" + random.nextInt(5));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            checks.add(new ChecklistEntry("item " + random.nextInt(3), random.nextBoolean()));
        }
        return new CanonicalContent(
                        text(),
                        text(),
                        PRIORITIES.get(random.nextInt(4)),
                        tags,
                        start,
                        due,
                        zone,
                        checks,
                        random.nextBoolean() ? RemoteStatus.OPEN : RemoteStatus.ABANDONED,
                        random.nextBoolean() ? null : "p" + random.nextInt(3))
                .withOneDate();
    }

    private When when(boolean day, ZoneId zone) {
        LocalDate date = random.nextBoolean()
                ? LocalDate.parse(DAYS.get(random.nextInt(DAYS.size())))
                : LocalDate.of(1900, 1, 2).plusDays(random.nextInt(300 * 365));
        if (!date.atStartOfDay(zone).toLocalDate().equals(date)) {
            return when(day, zone); // a day that the zone left out when it crossed the date line: nobody can mean it
        }
        return day
                ? new When.Day(date)
                : new When.Moment(date.atStartOfDay(zone).toInstant().plusMillis(random.nextInt(86_400_000)));
    }

    private String text() {
        List<String> parts = List.of("", "plain", "\"", "\\", "\n", "ü", "🚀", " ", "<b>", "null");
        return parts.get(random.nextInt(parts.size())) + parts.get(random.nextInt(parts.size()));
    }

    private static CanonicalContent open(CanonicalContent content) {
        return new CanonicalContent(
                content.title(),
                content.description(),
                content.priority(),
                content.tags(),
                content.startDate(),
                content.dueDate(),
                content.timeZone(),
                content.checklist(),
                RemoteStatus.OPEN,
                content.parent());
    }

    private static When day(String date) {
        return new When.Day(LocalDate.parse(date));
    }

    private static List<ChecklistEntry> checks(String title) {
        return List.of(new ChecklistEntry(title, false));
    }

    private static CanonicalContent titled(String title, List<ChecklistEntry> checks) {
        return new CanonicalContent(
                title, "", Priority.NONE, new TreeSet<>(), null, null, null, checks, RemoteStatus.OPEN, null);
    }

    private static CanonicalContent described(String description, List<ChecklistEntry> checks) {
        return new CanonicalContent(
                "A", description, Priority.NONE, new TreeSet<>(), null, null, null, checks, RemoteStatus.OPEN, null);
    }

    private static CanonicalContent dated(@Nullable When start, @Nullable When due) {
        return new CanonicalContent(
                "A",
                "",
                Priority.NONE,
                new TreeSet<>(),
                start,
                due,
                ZoneId.of("Europe/Madrid"),
                List.of(),
                RemoteStatus.OPEN,
                null);
    }
}
