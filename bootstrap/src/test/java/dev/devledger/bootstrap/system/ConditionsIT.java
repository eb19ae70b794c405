package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Sandbox.elements;
import static dev.devledger.bootstrap.system.Sandbox.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.sql.UnreadableValues;
import dev.devledger.domain.sync.conflict.Guards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each row of the table in docs/sync.md, "What the status says", made to happen in each service that can meet it. */
@Tag("long")
class ConditionsIT {
    private static final RunningDevledger DEVLEDGER = SharedTrackingTime.troubled();
    private static final Api API = DEVLEDGER.api();
    private static final Ledger LEDGER = new Ledger(API);
    private static final Tables TABLES = new Tables(DEVLEDGER);
    private static final int MOST_CYCLES = 12;

    /** The projects of the test that runs. */
    private static final List<String> LINKED = new ArrayList<>();

    /** Those that end with their cause; what was refused is tried again a minute later at the earliest, and what is odd stays so. */
    private static final Set<Condition> ENDING = EnumSet.of(
            Condition.UNREACHABLE,
            Condition.REFUSED_LOGIN,
            Condition.LIST_UNREAD,
            Condition.HELD,
            Condition.TIME_UNREAD,
            Condition.UNREADABLE,
            Condition.UNDECIDED);

    /** The paths by which each is asked; LIST and TASK stand for ids. */
    enum Service {
        TICKTICK("GET /project/LIST/data", "POST /task/TASK", "DELETE .*/task/TASK", "", ""),
        CLICKUP(
                "GET /list/LIST/task",
                "PUT /task/TASK",
                "DELETE /task/TASK",
                "GET .*/time_entries",
                "POST .*/time_entries"),
        TRACKINGTIME(
                "GET .*/tasks",
                "PUT .*/tasks/update/TASK",
                "DELETE .*/tasks/delete/TASK",
                "GET .*/events",
                "POST .*/events/add");

        private final String read;
        private final String edit;
        private final String delete;
        private final String readTime;
        private final String addTime;

        Service(String read, String edit, String delete, String readTime, String addTime) {
            this.read = read;
            this.edit = edit;
            this.delete = delete;
            this.readTime = readTime;
            this.addTime = addTime;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The first task of it, as another client does. */
        void retitle(Linked linked, String title) {
            String task = linked.path("TASK");
            if (this == TICKTICK) {
                new Sandbox(API).update(linked.path("LIST"), task, "\"title\":\"" + title + "\"");
            } else {
                API.put(200, "/sandbox/clickup/api/v2/task/" + task, "{\"name\":\"" + title + "\"}");
            }
        }

        /** The first task of it, likewise. */
        void deleteThere(Linked linked) {
            String task = linked.path("TASK");
            switch (this) {
                case TICKTICK ->
                    API.delete(200, "/sandbox/ticktick/open/v1/project/" + linked.path("LIST") + "/task/" + task);
                case CLICKUP -> API.delete(204, "/sandbox/clickup/api/v2/task/" + task);
                case TRACKINGTIME ->
                    new TrackingTimeThere(API, TrackingTimeThere.SANDBOX)
                            .delete("/tasks/delete/" + task + "?delete_all=false");
            }
        }

        /** One more task in its list, likewise; how it is odd is in the words of the service. */
        String makeThere(Linked linked, String title, String odd) {
            String list = linked.path("LIST");
            return switch (this) {
                case TICKTICK -> new Sandbox(API).createInApp(list, title);
                case CLICKUP ->
                    text(
                            API.post(
                                            200,
                                            "/sandbox/clickup/api/v2/list/" + list + "/task",
                                            "{\"name\":\"" + title + "\"" + odd + "}")
                                    .json(),
                            "id");
                case TRACKINGTIME ->
                    String.valueOf(new TrackingTimeThere(API, TrackingTimeThere.SANDBOX)
                            .made(
                                    "/tasks/share",
                                    "{\"name\":\"" + title + "\",\"users\":[],\"project_id\":" + list.substring(1) + odd
                                            + "}"));
            };
        }

        void fault(String fault, String path) {
            fault(API, fault, path);
        }

        void fault(Api api, String fault, String path) {
            api.post(
                    200,
                    "/sandbox/" + word() + "/faults",
                    "{\"fault\":\"%s\",\"times\":1000000,\"path\":\"%s\"}".formatted(fault, path));
        }

        void calm() {
            API.delete(200, "/sandbox/" + word() + "/faults");
        }

        JsonNode status() {
            return status(API);
        }

        JsonNode status(Api api) {
            return elements(api.read("/api/sync/status").path("items")).stream()
                    .filter(each -> text(each, "connector").equals(word()))
                    .findFirst()
                    .orElseThrow();
        }

        void run() {
            run(API);
        }

        void run(Api api) {
            api.post(200, "/api/sync/run?connector=" + word(), null);
            LockSupport.parkNanos(SharedTrackingTime.LONGER_THAN_SETTLE);
        }

        /** It takes some cycles, as a look proves less than two. */
        void until(Runnable holds) {
            until(API, holds);
        }

        void until(Api api, Runnable holds) {
            for (int cycle = 0; cycle < MOST_CYCLES; cycle++) {
                run(api);
                try {
                    holds.run();
                    return;
                } catch (AssertionError notYet) {
                    // the next one may
                }
            }
            holds.run();
        }

        JsonNode link(String path) {
            return link(API, path);
        }

        JsonNode link(Api api, String path) {
            return elements(api.read(path).path("links")).stream()
                    .filter(each -> text(each, "connector").equals(word()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What is in step before anything goes wrong. */
    record Linked(Service service, String project, List<String> tasks) {
        static Linked in(Service service) {
            String project = LEDGER.project("Conditions " + System.nanoTime(), "");
            LINKED.add(project);
            API.patch(200, "/api/projects/" + project, "{\"placement\":\"list\"}");
            List<String> tasks = IntStream.range(0, 8)
                    .mapToObj(i -> LEDGER.task(project, "Task " + i, ""))
                    .toList();
            service.until(() -> assertThat(tasks).allSatisfy(task -> assertThat(
                            service.link("/api/tasks/" + task).path("syncedAt").isNull())
                    .isFalse()));
            return new Linked(service, project, tasks);
        }

        String task() {
            return tasks.getFirst();
        }

        String path(String of) {
            return of.replace("TASK", text(service.link("/api/tasks/" + task()), "remoteId"))
                    .replace("LIST", text(service.link("/api/projects/" + project), "remoteId"));
        }
    }

    enum Condition {
        UNREACHABLE(Service.values()) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("error-500", ".");
            }
        },
        REFUSED_LOGIN(Service.values()) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("unauthorized", ".");
            }
        },
        LIST_UNREAD(Service.values()) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("forbidden", linked.path(linked.service().read));
                linked.service()
                        .until(() -> assertThat(text(linked.service().link("/api/tasks/" + linked.task()), "reason"))
                                .startsWith("The list \"Conditions"));
            }
        },
        HELD(Service.values()) {
            @Override
            void happen(Linked linked) {
                linked.tasks().forEach(task -> API.delete(200, "/api/tasks/" + task));
            }
        },
        REFUSED_WRITE(Service.values()) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("forbidden", linked.path(linked.service().edit));
                LEDGER.patchTask(linked.task(), "{\"title\":\"Edited\"}");
            }
        },
        CLOSED_LIST(Service.TICKTICK) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("forbidden", linked.path(linked.service().delete));
                API.delete(200, "/api/tasks/" + linked.task());
            }
        },
        REFUSED_DELETION(Service.CLICKUP, Service.TRACKINGTIME) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("forbidden", linked.path(linked.service().delete));
                API.delete(200, "/api/tasks/" + linked.task());
            }
        },
        COMMENTS(Service.CLICKUP) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("forbidden", "/comment");
                API.post(201, "/api/tasks/" + linked.task() + "/notes", "{\"text\":\"Noted\"}");
            }
        },
        TIME_UNREAD(Service.CLICKUP, Service.TRACKINGTIME) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("forbidden", linked.service().readTime);
            }
        },
        NOT_AS_IT_IS_THERE(Service.values()) {
            @Override
            void happen(Linked linked) {
                if (linked.service() == Service.TRACKINGTIME) {
                    linked.service().makeThere(linked, "Of a spreadsheet", ",\"due_date\":\"1899-12-30\"");
                } else {
                    linked.service().retitle(linked, "x".repeat(600));
                }
            }
        },
        /** One, in a zone, on a day or of a length that nobody can read. */
        LEFT_OUT(Service.values()) {
            @Override
            void happen(Linked linked) {
                switch (linked.service()) {
                    case TICKTICK -> {
                        Sandbox ticktick = new Sandbox(API);
                        String task = linked.service().makeThere(linked, "On Mars", "");
                        ticktick.habit("unknownZone", "kept");
                        ticktick.update(
                                linked.path("LIST"),
                                task,
                                "\"isAllDay\":true,\"timeZone\":\"Mars/Olympus\",\"dueDate\":\"2026-05-01T00:00:00.000+0000\"");
                    }
                    case CLICKUP ->
                        linked.service().makeThere(linked, "Later", ",\"time_estimate\":9000000000000000000");
                    case TRACKINGTIME -> linked.service().makeThere(linked, "Long", ",\"estimated_time\":\"1e300\"");
                }
            }
        },
        REFUSED_TIME_ENTRY(Service.CLICKUP, Service.TRACKINGTIME) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("forbidden", linked.service().addTime);
                Instant start = Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
                API.post(
                        201,
                        "/api/time-entries",
                        "{\"task\":\"%s\",\"start\":\"%s\",\"seconds\":60}".formatted(linked.task(), start));
            }
        },
        UNREADABLE(Service.values()) {
            @Override
            void happen(Linked linked) {
                TABLES.run("update tasks set due_date = 'some day' where id = '" + linked.task() + "'");
                API.get(200, "/api/tasks/" + linked.task());
            }
        },
        /** No list shows it, and a look at it by its id has no answer. */
        UNDECIDED(Service.values()) {
            @Override
            void happen(Linked linked) {
                linked.service().fault("error-500", linked.path("GET .*/tasks?/TASK"));
                linked.service().deleteThere(linked);
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // what List.of makes is
        private final List<Service> services;

        Condition(Service... services) {
            this.services = List.of(services);
        }

        abstract void happen(Linked linked);

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A row of the table: its state, and its message as a pattern. */
    private record Told(String state, Pattern message) {
        static Map<String, Told> rows() throws IOException {
            String page = Files.readString(Path.of("../docs/sync.md"));
            String section = page.substring(page.indexOf("## What the status says"));
            return section.lines()
                    .dropWhile(line -> !line.startsWith("| ---"))
                    .skip(1)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> line.split(" *\\| *"))
                    .collect(Collectors.toMap(
                            cells -> cells[1],
                            cells -> new Told(code(cells[2]), pattern(code(cells[3]))),
                            (a, b) -> a,
                            LinkedHashMap::new));
        }

        private static String code(String cell) {
            return cell.substring(1, cell.length() - 1);
        }

        private static Pattern pattern(String message) {
            return Pattern.compile(Arrays.stream(message.split("…", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".+", "(?s).*", ".*")));
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Condition.values())
                .flatMap(condition -> condition.services.stream().map(service -> Arguments.of(condition, service)));
    }

    /** What is in step costs each cycle of the next ones. */
    @AfterEach
    void end() {
        List<String> projects = List.copyOf(LINKED);
        LINKED.clear();
        calm();
        projects.forEach(project -> API.delete(200, "/api/projects/" + project));
        calm();
    }

    /** Also what waits is done: a guard that holds something counts what comes next with it. */
    private static void calm() {
        Arrays.stream(Service.values()).forEach(Service::calm);
        TABLES.run("update tasks set due_date = null where due_date = 'some day'");
        UnreadableValues.forget();
        elements(API.read("/api/sync/approvals").path("items"))
                .forEach(held -> API.post(
                        "/api/sync/approvals?connector=" + text(held, "connector"),
                        "{\"planHash\":\"" + text(held, "planHash") + "\"}"));
        Arrays.stream(Service.values()).forEach(Service::run);
        SharedDevledger.onANewDay(DEVLEDGER);
    }

    @ParameterizedTest
    @MethodSource("all")
    void it_is_told_while_it_lasts_and_not_after_it(Condition condition, Service service) throws IOException {
        Told told = Told.rows().get(condition.word());
        Linked linked = Linked.in(service);
        condition.happen(linked);
        service.until(() -> assertTold(told, service.status()));
        if (ENDING.contains(condition)) {
            calm();
            service.until(() -> assertThat(text(service.status(), "message"))
                    .doesNotMatch(told.message().pattern()));
        }
    }

    /** Enough to decide by: its key, its day, its task, whose it is, and the beginning of its note. */
    @Test
    void deletions_of_time_that_wait_say_which_they_are() {
        Linked linked = Linked.in(Service.CLICKUP);
        // At noon it is the same day in the zone of each service.
        Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(60, ChronoUnit.HOURS);
        List<String> notes = Stream.concat(
                        Stream.of("", "of\\ntwo lines", "x".repeat(200)),
                        IntStream.rangeClosed(0, Guards.MOST_DELETES).mapToObj(i -> "Entry " + i + "."))
                .toList();
        List<String> entries = IntStream.range(0, notes.size())
                .mapToObj(i -> text(
                        API.made(
                                "/api/time-entries",
                                "{\"task\":\"%s\",\"start\":\"%s\",\"seconds\":60,\"note\":\"%s\"}"
                                        .formatted(linked.task(), start.plusSeconds(60L * i), notes.get(i))),
                        "key"))
                .toList();
        List<Service> both = List.of(Service.CLICKUP, Service.TRACKINGTIME);
        for (Service service : both) {
            service.until(() -> assertThat(entries)
                    .allSatisfy(entry -> assertThat(text(service.link("/api/time-entries/" + entry), "state"))
                            .isEqualTo("synced")));
        }
        String key = text(API.read("/api/tasks/" + linked.task()), "key");
        entries.forEach(entry -> API.delete(200, "/api/time-entries/" + entry));
        for (Service service : both) {
            service.until(() -> assertThat(heldTime(service))
                    .as("the few that go before it is known how many there are")
                    .hasSizeGreaterThan(Guards.MOST_DELETES / 2)
                    .allSatisfy((entry, name) -> {
                        int i = entries.indexOf(entry);
                        assertThat(name)
                                .startsWith(
                                        start.plusSeconds(60L * i).toString().substring(0, 10))
                                .contains(", 1 min, " + key + " Task 0, Owner" + begins(notes.get(i)));
                    }));
        }
    }

    private static String begins(String note) {
        return note.isEmpty() ? "" : ": " + note.replace("\\n", " ").substring(0, Math.min(note.length() - 1, 50));
    }

    /** The names of the time entries that wait, by their keys. */
    private static Map<String, String> heldTime(Service service) {
        return elements(API.read("/api/sync/approvals?connector=" + service.word())
                        .path("items"))
                .stream()
                .filter(held -> text(held, "scope").equals("time"))
                .flatMap(held -> elements(held.path("operations")).stream())
                .collect(Collectors.toMap(each -> each.at("/entity/key").asString(), each -> each.path("name")
                        .asString()));
    }

    /** In an application of its own, as it ends what all share, and then waits for a minute. */
    @Test
    void a_deleted_list_of_cards_and_too_many_requests_are_told() throws IOException {
        Told told = Told.rows().get("too many requests");
        try (RunningDevledger own = SharedDevledger.start(
                SharedDevledger.newFolder(),
                "devledger.clickup.mode=sandbox",
                "devledger.trackingtime.mode=sandbox",
                "devledger.ticktick.settle=200ms",
                "devledger.ticktick.poll-interval=1h",
                "devledger.clickup.poll-interval=1h",
                "devledger.trackingtime.poll-interval=1h")) {
            Api api = own.api();
            String project = new Ledger(api).project("A card", "");
            String task = new Ledger(api).task(project, "Below it", "");
            Service.TICKTICK.until(
                    api, () -> assertThat(links(api, project, task)).containsOnly("synced"));
            new Sandbox(api).deleteList(new Sandbox(api).list("Dev Projects"));
            Service.TICKTICK.until(
                    api, () -> assertThat(links(api, project, task)).containsOnly("conflict"));
            assertThat(api.get(200, "/api/projects/" + project).body())
                    .contains("It waits for your approval (delete-locally): GET /api/sync/approvals");

            for (Service service : Service.values()) {
                service.fault(api, "limit", ".");
                api.post(200, "/api/sync/run?connector=" + service.word(), null);
                assertTold(told, service.status(api));
            }
        }
    }

    /** And leaves no more than a trace, however often it is tried. */
    @ParameterizedTest
    @EnumSource
    void a_write_that_alone_is_not_let_in_is_refused_and_the_others_go_on(Service service) throws IOException {
        Linked linked = Linked.in(service);
        service.fault("unauthorized", linked.path(service.edit));
        LEDGER.patchTask(linked.task(), "{\"title\":\"Shut out\"}");
        Told told = Told.rows().get("refused write");
        service.until(() -> assertTold(told, service.status()));
        LEDGER.patchTask(linked.tasks().getLast(), "{\"title\":\"Let in\"}");
        service.until(() -> assertThat(
                        text(service.link("/api/tasks/" + linked.tasks().getLast()), "state"))
                .isEqualTo("synced"));

        int traces = traces(linked.task());
        for (int cycle = 0; cycle < MOST_CYCLES; cycle++) {
            service.run();
        }
        assertThat(traces(linked.task())).isEqualTo(traces);
        assertThat(text(service.link("/api/tasks/" + linked.task()), "state")).isEqualTo("refused");
    }

    private static int traces(String task) {
        return elements(API.read("/api/tasks/" + task + "/history?sync=true&limit=200")
                        .path("items"))
                .size();
    }

    private static List<String> links(Api api, String project, String task) {
        return Stream.of("/api/projects/" + project, "/api/tasks/" + task)
                .map(path -> text(Service.TICKTICK.link(api, path), "state"))
                .toList();
    }

    @Test
    void off_is_told() throws IOException {
        try (RunningDevledger off = SharedDevledger.anotherNode()) {
            assertTold(Told.rows().get("off"), Service.TICKTICK.status(off.api()));
        }
    }

    /** A row without a test is a promise that nobody watches. */
    @Test
    void each_row_of_the_table_happens() throws IOException {
        List<String> tested = Stream.concat(
                        Stream.of("off", "too many requests"),
                        Arrays.stream(Condition.values()).map(Condition::word))
                .toList();
        assertThat(Told.rows().keySet()).containsExactlyInAnyOrderElementsOf(tested);
    }

    private static void assertTold(Told told, JsonNode status) {
        assertThat(text(status, "state")).as(status.toString()).isEqualTo(told.state());
        assertThat(text(status, "message")).matches(told.message());
    }
}
