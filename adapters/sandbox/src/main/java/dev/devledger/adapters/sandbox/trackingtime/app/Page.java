package dev.devledger.adapters.sandbox.trackingtime.app;

import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Answers.PageForms;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.People;
import dev.devledger.adapters.sandbox.trackingtime.people.People.Caller;
import dev.devledger.adapters.sandbox.trackingtime.people.People.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.people.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.people.TrackingTimeBehaviour.RequestFields;
import dev.devledger.adapters.sandbox.trackingtime.people.WallTime;
import dev.devledger.adapters.sandbox.trackingtime.work.EntryWrites;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry;
import dev.devledger.adapters.sandbox.trackingtime.work.TimeEntry.Timer;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pages of the timer, of a day and of a week; {@link WorkPage} has the page of projects. Changes on the pages are
 * made as Ana.
 */
public record Page(People people, Timer timer, EntryWrites writes, Entries entries, WorkPage work, PageForms forms) {

    private static final String DAY = PagePaths.PAGE + "/day";
    private static final String WEEK = PagePaths.PAGE + "/week";
    private static final String ENTRIES = PagePaths.PAGE + "/entries";

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .before(request -> {
                    timer.stopDue();
                    return request;
                })
                .GET(PagePaths.PAGE, request -> timer(request, 200, ""))
                .GET(PagePaths.STYLE, request -> Answers.file(Page.class, "trackingtime.css", "text/css"))
                .POST(PagePaths.PAGE + "/timer/start", forms.deed(this::start))
                .POST(PagePaths.PAGE + "/timer/stop", forms.deed(this::stop))
                .GET(DAY, this::day)
                .GET(WEEK, this::week)
                .POST(ENTRIES, forms.deed(this::add))
                .POST(ENTRIES + "/{id}", forms.deed(this::edit))
                .POST(ENTRIES + "/{id}/delete", forms.deed(this::delete))
                .add(work.routes(forms))
                .onError(Refusal.class, (refusal, request) -> timer(request, 422, ((Refusal) refusal).message()))
                .build();
    }

    private Caller ana() {
        return people.caller(People.ANA, Optional.of(People.SANDBOX));
    }

    private LocalDate today() {
        return WallTime.day(people.now(People.SANDBOX).substring(0, 10));
    }

    private static LocalDate date(ServerRequest request, LocalDate otherwise) {
        try {
            return request.param("date").map(LocalDate::parse).orElse(otherwise);
        } catch (DateTimeException wrong) {
            return otherwise;
        }
    }

    private static String dayPage(LocalDate day) {
        return DAY + "?date=" + day;
    }

    private String start(ServerRequest request) {
        String task = Answers.sent(request, "task");
        ObjectNode given = Json.object().put("date", people.now(People.SANDBOX));
        given.put("stop_running_task", Answers.sent(request, "switch").equals("yes"));
        timer.start(ana(), number(task), RequestFields.of(given));
        return PagePaths.PAGE;
    }

    /** Stops the timer in the zone in which it was started. */
    private String stop(ServerRequest request) {
        TimeEntry running = timer.running(ana()).orElseThrow(() -> new Refusal(500, "No timer is running."));
        WallTime now = WallTime.on(entries.now(), running.span().offset());
        ObjectNode given = Json.object().put("date", WallTime.shown(now.local()));
        given.put("timezone", WallTime.shown(now.offset()));
        timer.stop(ana(), running.of().task(), RequestFields.of(given));
        return PagePaths.PAGE;
    }

    private static long number(String text) {
        return RequestFields.of(Json.object().put("number", text))
                .number("number")
                .orElseThrow(() -> new Refusal(500, "Choose a task first."));
    }

    private String add(ServerRequest request) {
        LocalDate day = date(request, today());
        ObjectNode given = filledIn(request, day).put("user_id", People.ANA);
        writes.add(ana(), RequestFields.of(given));
        return dayPage(day);
    }

    private String edit(ServerRequest request) {
        long id = Long.parseLong(request.pathVariable("id"));
        LocalDate day = writes.find(ana(), id).span().start().toLocalDate();
        ObjectNode given = filledIn(request, day);
        given.put("is_billed", Answers.sent(request, "billed").equals("yes"));
        given.put("is_billable", Answers.sent(request, "billable").equals("yes"));
        writes.change(ana(), id, RequestFields.of(given));
        return dayPage(day);
    }

    /** Reads the fields of an entry. An end that is before the start means the next day. */
    private static ObjectNode filledIn(ServerRequest request, LocalDate day) {
        LocalTime start = time(request, "start");
        LocalTime end = time(request, "end");
        var starts = day.atTime(start);
        var ends = (end.isBefore(start) ? day.plusDays(1) : day).atTime(end);
        TimeEntry.Span span = new TimeEntry.Span(starts, ends, ZoneOffset.UTC);
        ObjectNode given = Json.object().put("start", WallTime.shown(starts));
        given.put("end", WallTime.shown(ends)).put("duration", span.seconds());
        given.put("task_id", Answers.sent(request, "task")).put("notes", Answers.sent(request, "notes"));
        return given;
    }

    private static LocalTime time(ServerRequest request, String field) {
        try {
            return LocalTime.parse(Answers.sent(request, field));
        } catch (DateTimeException wrong) {
            throw new Refusal(500, "Say from when until when.");
        }
    }

    private String delete(ServerRequest request) {
        long id = Long.parseLong(request.pathVariable("id"));
        LocalDate day = writes.find(ana(), id).span().start().toLocalDate();
        writes.delete(ana(), id);
        return dayPage(day);
    }

    private ServerResponse timer(ServerRequest request, int status, String wrong) {
        TimerView view = new TimerView(
                timer.running(ana()).map(entries::row).orElse(null),
                entries.choices(),
                entries.of(today(), today()),
                wrong,
                Answers.csrf(request));
        return Answers.page(status, Templates.render("sandbox/trackingtime/app/timer.jte", view), "form-action 'self'");
    }

    private ServerResponse day(ServerRequest request) {
        LocalDate day = date(request, today());
        DayView view = new DayView(day, entries.of(day, day), entries.choices(), Answers.csrf(request));
        return Answers.page(200, Templates.render("sandbox/trackingtime/app/day.jte", view), "form-action 'self'");
    }

    private ServerResponse week(ServerRequest request) {
        WeekView view = WeekView.of(date(request, today()), entries);
        return Answers.page(200, Templates.render("sandbox/trackingtime/app/week.jte", view), "form-action 'self'");
    }

    /** A day with its entries, each of them editable. */
    record DayView(
            LocalDate day,
            List<Entries.Row> entries,
            List<Entries.Choice> tasks,
            @Nullable CsrfField csrf) {

        String total() {
            return Entries.hours(
                    entries.stream().mapToLong(Entries.Row::seconds).sum());
        }
    }

    /** The running timer, the tasks for which a timer can be started, and today's entries. */
    record TimerView(
            Entries.@Nullable Row running,
            List<Entries.Choice> tasks,
            List<Entries.Row> today,
            String wrong,
            @Nullable CsrfField csrf) {

        String total() {
            return Entries.hours(today.stream().mapToLong(Entries.Row::seconds).sum());
        }
    }

    /** A week, with the time spent on each task on each day. */
    record WeekView(LocalDate monday, List<Line> lines, List<String> totals, String total) {
        private static final int DAYS = 7;

        record Line(String what, List<String> days, String total) {}

        static WeekView of(LocalDate day, Entries entries) {
            LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            Map<String, long[]> worked = new LinkedHashMap<>();
            long[] sums = new long[DAYS];
            for (Entries.Row row : entries.of(monday, monday.plusDays(DAYS - 1))) {
                int weekday = row.event().span().start().getDayOfWeek().getValue() - 1;
                String what = row.project().isEmpty() || row.task().isEmpty()
                        ? row.what()
                        : row.project() + " – " + row.task();
                worked.computeIfAbsent(what, each -> new long[DAYS])[weekday] += row.seconds();
                sums[weekday] += row.seconds();
            }
            List<Line> lines = new ArrayList<>();
            worked.forEach((what, days) -> lines.add(new Line(what, shown(days), sum(days))));
            return new WeekView(monday, lines, shown(sums), sum(sums));
        }

        private static List<String> shown(long[] days) {
            return IntStream.range(0, DAYS)
                    .mapToObj(day -> days[day] == 0 ? "" : Entries.hours(days[day]))
                    .toList();
        }

        private static String sum(long[] days) {
            return Entries.hours(
                    IntStream.range(0, DAYS).mapToLong(day -> days[day]).sum());
        }

        List<LocalDate> days() {
            return IntStream.range(0, DAYS).mapToObj(monday::plusDays).toList();
        }
    }
}
