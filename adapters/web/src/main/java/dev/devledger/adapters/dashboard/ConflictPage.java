package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.CountPhrase;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.Frame.Frames;
import dev.devledger.adapters.dashboard.frame.LastLook;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.html.Templates;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.shared.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of conflicts: the two sides of each conflict, and the choices in plain words. */
@Controller
record ConflictPage(ConflictDescriptions conflicts, Frames frames, Clock clock) {
    private static final int SHOWN = 50;
    private static final Duration LATELY = Duration.ofDays(30);

    /**
     * @param replaced the conflicts that a rule decided since the user's last look; empty on other tabs than the first
     * @param empty the text if there are no conflicts
     * @param next the address of older conflicts; null if none are older
     */
    record View(
            Frame frame,
            ConflictTabs tabs,
            List<ConflictCard> replaced,
            String empty,
            List<ConflictCard> cards,
            @Nullable String next) {

        /** True if no conflict is open, but a rule may have replaced an edit. */
        boolean hasReplaced() {
            return tabs.shown() == State.OPEN
                    && cards.isEmpty()
                    && replaced.isEmpty()
                    && tabs.counts().getOrDefault(State.APPLIED, 0) > 0;
        }

        /** Returns the number of shown conflicts by field, for fields with several conflicts. */
        Map<String, Integer> fields() {
            Map<String, Integer> fields = new LinkedHashMap<>();
            cards.stream()
                    .filter(ConflictCard::isOneOfMany)
                    .forEach(card -> fields.merge(Objects.requireNonNull(card.field()), 1, Integer::sum));
            fields.values().removeIf(count -> count < 2);
            return fields;
        }

        boolean isSeveral() {
            return cards.stream().filter(ConflictCard::isOneOfMany).count() > 1;
        }
    }

    @GetMapping(path = "/conflicts", produces = MediaType.TEXT_HTML_VALUE)
    void show(@RequestParam Map<String, String> parameters, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageQuery asked = new PageQuery("/conflicts", parameters);
        State state = Objects.requireNonNullElse(asked.word("state", State.class), State.OPEN);
        Page<ConflictView> page =
                conflicts.list(asked.text("connector"), state, new PageRequest(SHOWN, asked.text(PageQuery.CURSOR)));
        Instant before = clock.instant();
        List<ConflictView> replaced = List.of();
        if (asked.text("connector") == null && asked.text(PageQuery.CURSOR) == null && showsReplaced(state)) {
            before = LastLook.CONFLICTS.look(request, response, before);
            replaced = state == State.OPEN ? replacedSince(before) : replaced;
        }
        write(state, before, replaced, page.items(), asked.next(page.nextCursor()), request, response);
    }

    private static boolean showsReplaced(State state) {
        return state == State.OPEN || state == State.APPLIED;
    }

    private List<ConflictView> replacedSince(Instant before) {
        return conflicts.list(null, State.APPLIED, new PageRequest(SHOWN, null)).items().stream()
                .filter(each -> each.firstSeenAt().isAfter(before))
                .toList();
    }

    @GetMapping(path = "/conflicts/{id}", produces = MediaType.TEXT_HTML_VALUE)
    void showOne(@PathVariable("id") String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ConflictView conflict = conflicts.find(known(id)).orElseThrow(() -> unknown(id));
        write(conflict.state(), clock.instant(), List.of(), List.of(conflict), null, request, response);
    }

    private void write(
            State state,
            Instant before,
            List<ConflictView> replaced,
            List<ConflictView> shown,
            @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Instant now = clock.instant();
        View view = new View(
                frames.of("Conflicts – Devledger", "/conflicts", null, request),
                new ConflictTabs(state, conflicts.conflicts().counts(Instant.EPOCH)),
                cards(replaced, before, now),
                shown.isEmpty() ? empty(state, now) : "",
                cards(shown, before, now),
                next);
        Templates.write(Templates.render("dashboard/conflicts.jte", view), response);
    }

    private List<ConflictCard> cards(List<ConflictView> shown, Instant before, Instant now) {
        return shown.stream()
                .map(each -> new ConflictCard(
                        conflicts.spoken(each),
                        conflicts.title(each.connector()),
                        showsReplaced(each.state()) && each.firstSeenAt().isAfter(before),
                        now))
                .toList();
    }

    private String empty(State state, Instant now) {
        return switch (state) {
            case OPEN -> {
                int settled = conflicts.conflicts().counts(now.minus(LATELY)).getOrDefault(State.APPLIED, 0);
                yield settled == 0
                        ? "No conflicts are open, and none was resolved by a rule in the last 30 days."
                        : "No conflicts are open. A rule chose between your value and that of a service in "
                                + new CountPhrase(settled, "conflict", "conflicts") + " of the last 30 days.";
            }
            case APPLIED -> "No conflict was resolved by a rule.";
            case RESOLVED -> "No conflict was resolved by choice yet.";
            case OBSOLETE -> "No conflict has ended by itself.";
        };
    }

    private static UUID known(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    private static Rejection unknown(String id) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND, "There is no conflict " + id + ". The page Conflicts lists all conflicts.");
    }

    /** The tabs of the page: the states of conflicts, with the number of conflicts in each state. */
    record ConflictTabs(State shown, Map<State, Integer> counts) {

        /** @param current {@code page} for the shown tab; null for any other tab */
        record Tab(
                String href,
                String words,
                int count,
                @Nullable String current) {}

        List<Tab> all() {
            return Arrays.stream(State.values()).map(this::tab).toList();
        }

        private Tab tab(State state) {
            return new Tab(
                    state == State.OPEN
                            ? "/conflicts"
                            : "/conflicts?state=" + state.name().toLowerCase(Locale.ROOT),
                    words(state),
                    counts.getOrDefault(state, 0),
                    state == shown ? "page" : null);
        }

        private static String words(State state) {
            return switch (state) {
                case OPEN -> "open";
                case APPLIED -> "resolved by rule";
                case RESOLVED -> "resolved by choice";
                case OBSOLETE -> "ended by themselves";
            };
        }
    }
}
