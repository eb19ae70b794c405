package dev.devledger.application.sync.simulation;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTimeEntries;
import dev.devledger.application.sync.memory.Overlay;
import dev.devledger.domain.sync.time.RemoteEntry;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The time entries of a service as a sync with a bug sees them. */
final class BuggyTime {
    private BuggyTime() {}

    static RemoteTimeEntries of(TimeSimulation.TimeBug bug, TimeService real) {
        Object changed =
                switch (bug) {
                    case NONE, PLACE_FORGOTTEN -> throw new IllegalArgumentException("no bug");
                    case ADDED_TWICE -> new AddedTwice(real);
                    case UNHEARD_IS_GONE -> new UnheardIsGone(real);
                    case STALE_LOOK -> new StaleLook(real, new HashMap<>());
                    case AN_HOUR_OFF -> new AnHourOff(real);
                    case NOTHING_RUNS -> new NothingRuns();
                };
        return Overlay.over(RemoteTimeEntries.class, real, changed);
    }

    public static final class AddedTwice {
        private final TimeService real;

        AddedTwice(TimeService real) {
            this.real = real;
        }

        public RemoteAnswer<Optional<String>> add(RemoteEntryContent work, UUID entry) {
            RemoteAnswer<Optional<String>> answer = real.add(work, entry);
            return answer instanceof RemoteAnswer.Unknown ? real.add(work, UUID.randomUUID()) : answer;
        }
    }

    public static final class UnheardIsGone {
        private final TimeService real;

        UnheardIsGone(TimeService real) {
            this.real = real;
        }

        public boolean reportsDeletion() {
            return true;
        }

        public RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> page(RemoteTimeEntries.Window window, String cursor) {
            return real.page(window, cursor) instanceof RemoteAnswer.Unknown
                    ? new RemoteAnswer.Ok<>(RemotePage.whole(new RemoteTimeEntries.Rows(List.of(), List.of())))
                    : real.page(window, cursor);
        }

        public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
            RemoteAnswer<Optional<RemoteEntry>> answer = real.find(id);
            return answer instanceof RemoteAnswer.Unknown ? new RemoteAnswer.Ok<>(Optional.empty()) : answer;
        }
    }

    public static final class StaleLook {
        private final TimeService real;
        private final Map<String, RemoteEntry> shown;

        StaleLook(TimeService real, Map<String, RemoteEntry> shown) {
            this.real = real;
            this.shown = shown;
        }

        public RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> page(RemoteTimeEntries.Window window, String cursor) {
            RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> answer = real.page(window, cursor);
            if (answer instanceof RemoteAnswer.Ok<RemotePage<RemoteTimeEntries.Rows>>(var page)) {
                page.rows().entries().forEach(each -> shown.put(each.id(), each));
            }
            return answer;
        }

        public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
            return shown.containsKey(id) && real.entries.containsKey(id)
                    ? new RemoteAnswer.Ok<>(Optional.of(shown.get(id)))
                    : real.find(id);
        }

        public RemoteAnswer<RemoteAnswer.Done> change(RemoteEntry before, RemoteEntryContent wanted) {
            RemoteAnswer<RemoteAnswer.Done> answer = real.change(before, wanted);
            shown.put(before.id(), new RemoteEntry(before.id(), wanted, before.entry()));
            return answer;
        }
    }

    public static final class AnHourOff {
        private final TimeService real;

        AnHourOff(TimeService real) {
            this.real = real;
        }

        private static RemoteEntry later(RemoteEntry entry) {
            RemoteEntryContent work = entry.work();
            Duration hour = Duration.ofHours(1);
            return new RemoteEntry(
                    entry.id(),
                    new RemoteEntryContent(
                            work.task(),
                            work.project(),
                            work.start().plus(hour),
                            work.end() == null ? null : work.end().plus(hour),
                            work.zone(),
                            work.note(),
                            work.tags(),
                            work.billable(),
                            work.billed()),
                    entry.entry());
        }

        public RemoteAnswer<RemotePage<RemoteTimeEntries.Rows>> page(RemoteTimeEntries.Window window, String cursor) {
            return real.page(window, cursor)
                    .map(page -> RemotePage.whole(new RemoteTimeEntries.Rows(
                            page.rows().entries().stream().map(AnHourOff::later).toList(), List.of())));
        }

        public RemoteAnswer<Optional<RemoteEntry>> find(String id) {
            return real.find(id).map(found -> found.map(AnHourOff::later));
        }
    }

    public static final class NothingRuns {
        public RemoteAnswer<RemoteTimeEntries.Rows> running() {
            return new RemoteAnswer.Ok<>(new RemoteTimeEntries.Rows(List.of(), List.of()));
        }

        public boolean hidesRunning() {
            return false;
        }
    }
}
