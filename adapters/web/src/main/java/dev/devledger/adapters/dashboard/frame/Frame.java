package dev.devledger.adapters.dashboard.frame;

import dev.devledger.adapters.dashboard.frame.NeedsView.Needs;
import dev.devledger.adapters.dashboard.frame.PagePorts.ConnectOffers;
import dev.devledger.adapters.dashboard.markdown.Markdown;
import dev.devledger.adapters.html.Templates.CsrfField;
import dev.devledger.application.Attention.Counts;
import dev.devledger.application.directory.SavedViews.ViewDirectory;
import dev.devledger.application.directory.SavedViews.ViewDirectory.StoredView;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.Named;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.directory.Person.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The frame around each page.
 *
 * @param here the path of the page in the menu
 * @param live true if the page is refreshed after a change, unlike a page of the past
 * @param favourites the saved views that the navigation has
 * @param timers the running timers; null on a page without them
 * @param csrf the token for forms; null without a session, which needs no logout
 * @param needs what needs the user now, also around a page of the past
 */
public record Frame(
        String title,
        String here,
        boolean live,
        @Nullable PastMoment moment,
        List<SyncView> syncs,
        List<ConnectOffers.Offer> offers,
        List<StoredView> favourites,
        Frame.@Nullable HeadTimers timers,
        @Nullable CsrfField csrf,
        NeedsView needs) {

    /** The frame of a part of a page, which needs only the services. */
    public Frame(
            String title,
            String here,
            boolean live,
            @Nullable PastMoment moment,
            List<SyncView> syncs,
            List<ConnectOffers.Offer> offers,
            Frame.@Nullable HeadTimers timers,
            @Nullable CsrfField csrf) {
        this(title, here, live, moment, syncs, offers, List.of(), timers, csrf, NeedsView.of(Counts.NONE, syncs));
    }

    private static final List<String> SCRIPTS = List.of(
            "/devledger.js",
            "/dashboard/send.js",
            "/dashboard/fields.js",
            "/dashboard/overtaken.js",
            "/dashboard.js",
            "/dashboard/columns.js",
            "/dashboard/moving.js",
            "/dashboard/dragging.js",
            "/dashboard/live.js",
            "/dashboard/timer.js",
            "/dashboard/menu.js",
            "/dashboard/create.js",
            "/dashboard/keys.js",
            "/dashboard/theme.js",
            "/dashboard/zone.js",
            "/dashboard/more.js",
            "/dashboard/installed.js",
            "/dashboard/look.js",
            "/dashboard/commands.js",
            "/dashboard/palette.js");

    private static final String BOARD = "/";

    /** Returns the frame of a page with content that its address does not have, so that the page is never refreshed. */
    public Frame still() {
        return new Frame(title, here, false, moment, syncs, offers, favourites, timers, csrf, needs);
    }

    private static final String CONFLICTS = "/conflicts";

    /**
     * Returns the scripts of the page. A page of the past has a bar of moments, and the board and the conflicts have
     * their own scripts.
     */
    List<String> scripts() {
        Stream<String> ofBoard = here.equals(BOARD)
                ? moment == null
                        ? Stream.of("/dashboard/chosen.js", "/dashboard/chosencards.js")
                        : Stream.of("/dashboard/standings.js")
                : Stream.empty();
        Stream<String> ofConflicts = here.equals(CONFLICTS) ? Stream.of("/dashboard/conflicts.js") : Stream.empty();
        Stream<String> ofThen = moment == null ? Stream.empty() : Stream.of("/dashboard/moment.js");
        return Stream.of(SCRIPTS.stream(), ofThen, ofBoard, ofConflicts)
                .flatMap(Function.identity())
                .toList();
    }

    /** Returns the number of open conflicts, and of replaced edits that the user has not seen. */
    public int conflicts() {
        return needs.conflicts() + needs.counts().replaced();
    }

    public String syncWord() {
        return syncs.stream().anyMatch(SyncView::needsUser) ? "needs attention" : "OK";
    }

    /** True if there is something for the user on one of the pages that a phone has behind "More". */
    public boolean needsUser() {
        return conflicts() > 0 || syncs.stream().anyMatch(SyncView::needsUser);
    }

    public List<SyncView> sandboxes() {
        return syncs.stream().filter(SyncView::isSandbox).toList();
    }

    /** Returns the address as of the shown moment; unchanged on a page of now. */
    public String then(String address) {
        return moment == null
                ? address
                : address + (address.contains("?") ? "&" : "?") + PageQuery.AS_OF + "=" + moment.asOf();
    }

    /** Renders the Markdown of a text, whose links to tasks and projects lead to the shown moment. */
    public Markdown text(String source) {
        return Markdown.text(source, this::then);
    }

    /** Renders the Markdown of a text of one line, such as a reason. */
    public Markdown line(String source) {
        return Markdown.line(source, this::then);
    }

    /** Returns the label of a field, which may be a service's field. */
    public String word(String field) {
        String[] parts = field.split("\\.", 3);
        if (parts.length == 2 && parts[0].equals("placements")) {
            return "placement in " + service(parts[1]);
        }
        if (parts.length == 3 && parts[0].equals("fields")) {
            return parts[2] + " in " + service(parts[1]);
        }
        return FieldLabel.of(field);
    }

    private String service(String connector) {
        return syncs.stream()
                .filter(sync -> sync.status().connector().equals(connector))
                .findFirst()
                .map(SyncView::title)
                .orElse(connector);
    }

    /** Returns the labels of fields, for the scripts. */
    String words() {
        Map<String, String> words = FieldLabel.all();
        syncs.stream()
                .map(sync -> "placements." + sync.status().connector())
                .forEach(field -> words.put(field, word(field)));
        return words.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
    }

    @Nullable
    public String current(String path) {
        return here.equals(path) ? "page" : null;
    }

    /** Builds the frame of a page. */
    public record Frames(Syncs syncs, ConnectOffers offers, ViewDirectory views, RunningTimer timer, Needs needs) {
        public Frame of(String title, String here, @Nullable PastMoment moment, HttpServletRequest request) {
            List<SyncView> services = SyncView.of(syncs);
            return new Frame(
                    title,
                    here,
                    moment == null,
                    moment,
                    services,
                    offers.open(),
                    views.all().stream()
                            .filter(view -> view.details().favourite())
                            .toList(),
                    timer.now(),
                    CsrfField.of(request),
                    needs.of(services, request));
        }
    }

    /**
     * The timers in the head of a page.
     *
     * @param own the timer of the ledger's owner, who owns these pages; null if it does not run
     * @param agents the number of agents whose timer runs
     */
    public record HeadTimers(@Nullable TimerView own, long agents) {
        public static final HeadTimers NONE = new HeadTimers(null, 0);

        public String working() {
            return new CountPhrase(agents, "agent", "agents") + " working";
        }
    }

    /** Finds the running timers. */
    public record RunningTimer(TimeEntryQueries entries, Clock clock) {

        /** Returns the timers of now, in one statement. */
        public HeadTimers now() {
            List<Named> running = entries.allRunning();
            Instant now = clock.instant();
            return new HeadTimers(
                    running.stream()
                            .filter(RunningTimer::isOwn)
                            .findFirst()
                            .map(each -> TimerView.of(each, now))
                            .orElse(null),
                    running.stream()
                            .flatMap(each -> Stream.ofNullable(each.entry().agent()))
                            .distinct()
                            .count());
        }

        private static boolean isOwn(Named named) {
            return named.entry().agent() == null && named.person().equals(PersonId.OWNER.value());
        }
    }

    /**
     * The running timer.
     *
     * @param key the key of the timer's task or project, otherwise of the entry itself
     * @param title the title of the timer's task or project, otherwise the note
     */
    public record TimerView(
            String key, @Nullable String title, @Nullable String note, Instant start, Instant now) {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

        public static TimerView of(Named named, Instant now) {
            TimeEntryView entry = named.entry();
            String on = entry.taskKey() == null ? entry.projectKey() : entry.taskKey();
            return new TimerView(
                    on == null ? entry.key() : on,
                    entry.taskKey() == null ? named.project() : named.task(),
                    entry.note(),
                    entry.start(),
                    now);
        }

        public String href() {
            return switch (key.charAt(0)) {
                case 'T' -> "/tasks/" + key;
                case 'P' -> "/projects/" + key;
                default -> "/time";
            };
        }

        /** Returns the time of the start, with the day unless the timer started today. */
        public String since() {
            var begin = start.atZone(ShownInstant.zone());
            boolean today =
                    begin.toLocalDate().equals(now.atZone(ShownInstant.zone()).toLocalDate());
            return "since " + (today ? TIME : DAY).format(begin);
        }

        public String at() {
            return new ShownInstant(start, now).dateTime();
        }

        /** Returns the hours, minutes and seconds since the start, which the script continues to count. */
        public String elapsed() {
            Duration time =
                    Duration.ofSeconds(Math.max(0, Duration.between(start, now).toSeconds()));
            return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
        }
    }
}
