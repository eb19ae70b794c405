package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.person.People;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.BookedOn;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** The filters of time entries, as they stand in a query. {@code zone} is that of days where the query names none. */
public record TimeQuery(BookedOn booked, ZoneId zone) {

    ZoneId zone(QueryParameters query) {
        ZoneId said = query.one("timeZone", Parser::zone);
        return said == null ? zone : said;
    }

    /** All is read first, so that all that is wrong is told at once. Who or what there is not is a 404. */
    TimeEntryFilter filter(QueryParameters query, ZoneId days) {
        String person = query.one("person", Parser::search);
        String task = query.one("task", Parser::search);
        String project = query.one("project", Parser::search);
        String tag = query.search("tag");
        Boolean billable = query.one("billable", Parser::flag);
        Boolean billed = query.one("billed", Parser::flag);
        Boolean running = query.one("running", Parser::flag);
        When first = query.one("from", Parser::whenInQuery);
        When last = query.one("to", Parser::whenInQuery);
        Instant from = moment(first, days, 0);
        Instant to = moment(last, days, 1);
        boolean split = query.flag("split");
        String text = query.search("q");
        boolean deleted = query.flag("deleted");
        boolean backwards = from != null && to != null && to.isBefore(from);
        if (backwards || isDayBefore(last, first)) {
            query.wrong("to", "is before from");
        }
        query.rejectIfAny();
        return new TimeEntryFilter(
                person == null ? null : person(person).toString(),
                task == null
                        ? null
                        : booked.tasks()
                                .identify(task)
                                .orElseThrow(() -> Tasks.unknown(task))
                                .toString(),
                project == null
                        ? null
                        : booked.projects()
                                .find(project)
                                .orElseThrow(() -> Projects.unknown(project))
                                .project()
                                .toString(),
                tag,
                billable,
                billed,
                running,
                from,
                to,
                split,
                text,
                deleted);
    }

    /** The last day is in it as a whole, so the day before the first one ends where that begins, and not before. */
    private static boolean isDayBefore(@Nullable When last, @Nullable When first) {
        return last != null && first != null && last.isBefore(first);
    }

    /** @param more days that a day has to go on: the last one is in it as a whole */
    private static @Nullable Instant moment(@Nullable When when, ZoneId days, int more) {
        return switch (when) {
            case null -> null;
            case When.Moment(Instant instant) -> instant;
            case When.Day(LocalDate day) ->
                day.plusDays(more).atStartOfDay(days).toInstant();
        };
    }

    /** Whoever is archived or deleted has time all the same. */
    PersonId person(String name) {
        return booked.people()
                .find(name)
                .map(PersonDirectory.Known::person)
                .orElseGet(() -> name.equalsIgnoreCase("me") || !isKey(name) ? booked.person(name) : unknown(name));
    }

    private static boolean isKey(String name) {
        return name.matches("(?i)U-[0-9]+");
    }

    private static PersonId unknown(String name) {
        throw People.unknown(name);
    }
}
