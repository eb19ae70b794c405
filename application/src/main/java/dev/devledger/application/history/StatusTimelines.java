package dev.devledger.application.history;

import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.history.StatusTimelines.StatusTimeline.StatusPeriod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The time that a project spent in each status, now or at a past moment. */
public record StatusTimelines(HistoryQueries history, Moments moments, Clock clock) {

    /** @param until the time up to which an open stay is counted: now, or the requested moment */
    public record StatusPeriods(List<StatusPeriod> stays, Instant until) {}

    /** @param asOf the position of the last event that counts; null for now */
    public StatusPeriods of(UUID project, @Nullable Long asOf) {
        Instant until = asOf == null ? clock.instant() : moments.timeAt(asOf);
        List<HistoryView> statuses = history.statusesOf(project).stream()
                .filter(entry -> asOf == null || entry.position() <= asOf)
                .toList();
        return new StatusPeriods(StatusTimeline.of(statuses, until), until);
    }

    /**
     * The time of a project in each status, oldest first. A deleted project is in no status: a deletion ends a stay,
     * and a restore begins a new stay in the same status.
     */
    public static final class StatusTimeline {

        /**
         * A stay; the components are the fields of docs/contract.md, section 4.
         *
         * @param to the end of the stay; null if it is open
         * @param seconds the length in whole seconds, until now if the stay is open
         * @param actor the actor who began the stay; after a restore, the one who restored the project
         */
        public record StatusPeriod(
                String status,
                Instant from,
                @Nullable Instant to,
                long seconds,
                @Nullable String reason,
                String actor) {}

        private final List<StatusPeriod> stays = new ArrayList<>();
        private final Instant now;
        private @Nullable StatusPeriod open;
        private @Nullable String status;
        private @Nullable String statusReason;

        private StatusTimeline(Instant now) {
            this.now = now;
        }

        /**
         * {@code entries} are the project's entries that begin or end a status, oldest first; other entries are
         * skipped.
         */
        public static List<StatusPeriod> of(List<HistoryView> entries, Instant now) {
            StatusTimeline timeline = new StatusTimeline(now);
            entries.forEach(timeline::add);
            timeline.end(null);
            return List.copyOf(timeline.stays);
        }

        private void add(HistoryView entry) {
            switch (entry.event()) {
                case "project.created", "project.status-changed" -> {
                    status = changed(entry, "status")
                            .map(field -> text(field.to()))
                            .orElse(status);
                    statusReason = changed(entry, "statusReason")
                            .map(field -> Optional.ofNullable(text(field.to())))
                            .orElse(Optional.ofNullable(statusReason))
                            .orElse(null);
                    begin(entry, statusReason == null ? entry.reason() : statusReason);
                }
                case "project.restored" -> begin(entry, statusReason);
                case "project.deleted" -> end(entry.at());
                default -> {}
            }
        }

        private void begin(HistoryView entry, @Nullable String reason) {
            end(entry.at());
            if (status != null) {
                open = new StatusPeriod(status, entry.at(), null, 0, reason, entry.actor());
            }
        }

        /** Ends the stay; its length is not negative even if the clock was set back. */
        private void end(@Nullable Instant to) {
            StatusPeriod ending = open;
            if (ending != null) {
                Duration time = Duration.between(ending.from(), to == null ? now : to);
                stays.add(new StatusPeriod(
                        ending.status(),
                        ending.from(),
                        to,
                        Math.max(0, time.toSeconds()),
                        ending.reason(),
                        ending.actor()));
            }
            open = null;
        }

        private static Optional<ChangedField> changed(HistoryView entry, String field) {
            return entry.changes().stream()
                    .filter(each -> each.field().equals(field))
                    .findFirst();
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }
}
