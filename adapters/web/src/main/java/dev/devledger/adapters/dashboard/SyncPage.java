package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.LastLook;
import dev.devledger.adapters.dashboard.frame.PagePorts.ConnectOffers;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.adapters.dashboard.frame.ShownInstant.ShownDuration;
import dev.devledger.adapters.dashboard.frame.SyncView;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.UnimportedObjectList;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.guard.Approvals.ApprovalView;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.CycleView;
import dev.devledger.application.sync.memory.Cycles.HourOfCalls;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.domain.sync.conflict.Guards;
import dev.devledger.domain.sync.conflict.Guards.GuardHold;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of the sync: the state of each service, and advice if a service needs a user. */
@Controller
record SyncPage(
        Approvals approvals,
        UnimportedObjectList leftOut,
        Cycles cycles,
        Connectors connectors,
        ConnectOffers connects,
        Frames frames,
        Clock clock) {
    private static final int A_PAGE = 50;

    /** A plan that a guard holds until a user approves it. */
    record Held(String service, String connector, ApprovalView plan, Instant now) {
        /** The number of changes from which a user has to type the number to approve the plan. */
        private static final int MANY = 10;

        private static final int SHORT = 8;

        /** Describes the exceeded limit; an unknown guard is shown by its name. */
        String why() {
            return switch (plan.guard()) {
                case "deletes" ->
                    GuardHold.ALL_SCOPES.equals(plan.scope())
                            ? "the sync would delete more than %d items within a day".formatted(Guards.MOST_DELETES)
                            : "the sync would delete more than a tenth of its items within a day";
                case "updates" -> "the sync would change the same field of more than half of its items at once";
                case "creates" -> "the sync would create more than %d items at once".formatted(Guards.MOST_CREATES);
                case PendingApprovals.FIRST_LINK -> "this is the first sync, and both sides already have content";
                default -> "the guard \"" + plan.guard() + "\" holds them";
            };
        }

        /** Returns the name of the list to which the plan applies. */
        String where() {
            return GuardHold.ALL_SCOPES.equals(plan.scope())
                    ? "all of " + service
                    : plan.scope().replaceFirst("^list:", "");
        }

        String estimate() {
            return new ShownDuration(plan.estimateSeconds()).toString();
        }

        ShownInstant until() {
            return new ShownInstant(plan.expiresAt(), now);
        }

        int size() {
            return plan.operations().size();
        }

        boolean isLarge() {
            return size() > MANY;
        }

        /** Returns the first part of the hash, which is enough for a person to tell plans apart. */
        String shortHash() {
            return plan.planHash().substring(0, Math.min(SHORT, plan.planHash().length()));
        }
    }

    /** An object that could not be imported. */
    record UnimportedObject(String service, UnimportedObjectList.Item item, ShownInstant since) {
        String name() {
            return item.name() == null ? item.remoteId() : item.name();
        }
    }

    /** @param service the title of the service; null if only one service is on */
    record Cycle(@Nullable String service, Cycles.Cycle cycle, Instant now) {
        ShownInstant at() {
            return new ShownInstant(cycle.startedAt(), now);
        }

        String lasted() {
            Instant end = cycle.finishedAt();
            if (end == null) {
                return "not finished";
            }
            double seconds = Duration.between(cycle.startedAt(), end).toMillis() / 1000.0;
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }

        /**
         * Describes the error or the result of the cycle. An incomplete cycle leaves its remaining work to the next
         * cycle.
         */
        String ended() {
            if (cycle.error() != null) {
                return cycle.error();
            }
            if (cycle.finishedAt() == null) {
                return "running";
            }
            return cycle.complete() ? "complete" : "more to do";
        }
    }

    /**
     * @param connects all services whose accounts can be connected
     * @param calls the calls to each service
     * @param next the address of older cycles; null if none are older
     */
    record View(
            Frame frame,
            PageQuery asked,
            List<ConnectOffers.Offer> connects,
            List<HourOfCalls> calls,
            List<Held> held,
            List<UnimportedObject> leftOut,
            List<Cycle> cycles,
            @Nullable String next,
            Instant now) {

        /**
         * Returns the page that connects the service, or that shows what the connection still needs; null without a
         * page.
         */
        @Nullable
        String connect(SyncView sync) {
            return connects.stream()
                    .filter(each -> each.title().equals(sync.title()))
                    .findFirst()
                    .map(ConnectOffers.Offer::path)
                    .orElse(null);
        }

        CallHours callsTo(SyncView sync) {
            String connector = sync.status().connector();
            return CallHours.of(
                    calls.stream()
                            .filter(each -> each.connector().equals(connector))
                            .toList(),
                    now);
        }
    }

    @GetMapping(path = "/sync", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageQuery asked = new PageQuery("/sync", parameters);
        Instant now = clock.instant();
        LastLook.SYNC.look(request, response, now);
        Page<CycleView> page =
                cycles.list(connectors.accounts(), new PageRequest(A_PAGE, asked.text(PageQuery.CURSOR)));
        View view = new View(
                frames.of("Sync – Devledger", "/sync", null, request),
                asked,
                connects.all(),
                cycles.callsByHour(connectors.accounts(), CallHours.first(now)),
                held(now),
                leftOut.list(null).stream()
                        .map(each -> new UnimportedObject(
                                title(each.connector()), each, new ShownInstant(each.since(), now)))
                        .toList(),
                cycles(page, now),
                asked.next(page.nextCursor()),
                now);
        Templates.write(Templates.render("dashboard/sync.jte", view), response);
    }

    private List<Held> held(Instant now) {
        return approvals.list(null).stream()
                .map(plan -> new Held(title(plan.connector()), plan.connector(), plan.view(), now))
                .toList();
    }

    private List<Cycle> cycles(Page<CycleView> page, Instant now) {
        boolean several = connectors.accounts().size() > 1;
        return page.items().stream()
                .map(each -> new Cycle(several ? service(each) : null, each.cycle(), now))
                .toList();
    }

    private String service(CycleView cycle) {
        return title(cycle.connector());
    }

    private String title(String connector) {
        return connectors.titleOrName(connector);
    }

    /** The calls to a service in each of the last hours, the oldest first. Bars are scaled to the largest hour. */
    record CallHours(List<Hour> hours) {
        static final int HEIGHT = 28;

        private static final int SHOWN = 24;

        /** The smallest height of the bar of an hour with calls. */
        private static final long LEAST = 2;

        record Hour(Instant begin, long calls, String x, String width, long height) {
            long y() {
                return HEIGHT - height;
            }

            String words() {
                return count(calls) + " from " + clock();
            }

            String clock() {
                return ShownInstant.clock(begin);
            }
        }

        /** Returns the beginning of the first shown hour; the current hour is the last. */
        static Instant first(Instant now) {
            return now.truncatedTo(ChronoUnit.HOURS).minus(SHOWN - 1L, ChronoUnit.HOURS);
        }

        static CallHours of(Collection<HourOfCalls> counted, Instant now) {
            Map<Instant, Long> calls =
                    counted.stream().collect(Collectors.toMap(HourOfCalls::hour, HourOfCalls::calls));
            long most = calls.values().stream().mapToLong(Long::longValue).max().orElse(0);
            return new CallHours(IntStream.range(0, SHOWN)
                    .mapToObj(i -> {
                        Instant begin = first(now).plus(i, ChronoUnit.HOURS);
                        long count = calls.getOrDefault(begin, 0L);
                        long height = count == 0 ? 0 : Math.max(LEAST, count * HEIGHT / most);
                        return new Hour(begin, count, percent(i), percent(0.8), height);
                    })
                    .toList());
        }

        private static String percent(double hours) {
            return String.format(Locale.ROOT, "%.2f%%", 100 * hours / SHOWN);
        }

        private static CountPhrase count(long calls) {
            return new CountPhrase(calls, "call", "calls");
        }

        boolean isEmpty() {
            return full().isEmpty();
        }

        /** Returns the hours with calls, the newest first. */
        List<Hour> full() {
            return hours.reversed().stream().filter(hour -> hour.calls() > 0).toList();
        }

        Hour fullest() {
            return hours.stream().max(Comparator.comparingLong(Hour::calls)).orElseThrow();
        }

        /** Returns a summary of the chart, to which the page adds the time of the largest hour. */
        String words() {
            long all = hours.stream().mapToLong(Hour::calls).sum();
            return count(all) + " in the last 24 hours. Busiest hour: "
                    + count(fullest().calls());
        }
    }
}
