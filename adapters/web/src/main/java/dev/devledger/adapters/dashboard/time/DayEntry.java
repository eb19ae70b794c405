package dev.devledger.adapters.dashboard.time;

import dev.devledger.application.time.TimeEntryQueries.Named;
import dev.devledger.application.time.TimeEntryView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry in the table of a day. */
record DayEntry(Named named, CalendarDay day) {
    TimeEntryView entry() {
        return named.entry();
    }

    String start() {
        return clock(entry().start());
    }

    String end() {
        Instant end = entry().end();
        return end == null ? "runs" : clock(end);
    }

    private String clock(Instant at) {
        return new LocalClock(day.zone()).time(at, day.date());
    }

    /** On this day, so that the sum is that of the rows. */
    Worked time() {
        Instant start = entry().start();
        return day.part(start, start.plusSeconds(entry().seconds())).time();
    }

    /** On all of its days; null where that is no more. */
    @Nullable
    Worked whole() {
        Worked whole = new Worked(entry().seconds());
        return whole.equals(time()) ? null : whole;
    }

    /** The key of the task or else the project; empty where it is on neither. */
    String on() {
        String task = entry().taskKey();
        String project = entry().projectKey();
        return task != null ? task : project == null ? "" : project;
    }

    @Nullable
    String href() {
        String task = entry().taskKey();
        String project = entry().projectKey();
        return task != null ? "/tasks/" + task : project == null ? null : "/projects/" + project;
    }

    @Nullable
    String title() {
        return entry().taskKey() == null ? named.project() : named.task();
    }

    /** Why it cannot be changed here; null where it can. */
    @Nullable
    String fixed() {
        if (entry().billed()) {
            return "billed";
        }
        return entry().locked() ? "locked" : null;
    }
}
