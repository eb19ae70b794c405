package dev.devledger.adapters.rest.time;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.PersonDirectory;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.Tasks;
import dev.devledger.application.time.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.domain.directory.Person.PersonId;
import java.time.ZoneId;

/**
 * Reads the filters of time entries from a query.
 *
 * @param zone the time zone of days if the query names none
 */
public record TimeQuery(EntryReferenceResolver booked, ZoneId zone) {

    ZoneId zone(QueryParameters query) {
        ZoneId said = query.one("timeZone", Parser::zone);
        return said == null ? zone : said;
    }

    /**
     * Reads all filters before it looks up any entity, so that all errors are reported together. An unknown person,
     * task or project is a 404.
     */
    TimeEntryFilter filter(QueryParameters query, ZoneId days) {
        String person = query.text("person");
        String task = query.text("task");
        String project = query.text("project");
        TimeEntryFilter filter = TimeEntryFilter.read(query, days);
        query.rejectIfAny();
        return filter.with(to -> {
            to.person = person == null ? null : person(person).toString();
            to.task = task == null ? null : task(task);
            to.project = project == null ? null : project(project);
        });
    }

    private String task(String idOrKey) {
        return booked.tasks()
                .identify(idOrKey)
                .orElseThrow(() -> Tasks.unknown(idOrKey))
                .toString();
    }

    private String project(String idOrKey) {
        return booked.projects()
                .find(idOrKey)
                .orElseThrow(() -> Projects.unknown(idOrKey))
                .project()
                .toString();
    }

    /** Finds a person, including archived and deleted people, as their time stays in the ledger. */
    PersonId person(String name) {
        return booked.people()
                .find(name)
                .map(PersonDirectory.StoredPerson::person)
                .orElseGet(() -> name.equalsIgnoreCase("me") || !isKey(name) ? booked.person(name) : unknown(name));
    }

    private static boolean isKey(String name) {
        return name.matches("(?i)U-[0-9]+");
    }

    private static PersonId unknown(String name) {
        throw People.unknown(name);
    }
}
