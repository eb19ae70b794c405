package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.reading.FilterArguments;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolProblem;
import dev.devledger.application.person.PersonDirectory;
import dev.devledger.application.query.Label;
import dev.devledger.application.time.BookedOn;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeGrouping;
import dev.devledger.application.time.TimeGrouping.By;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.time.Rounding;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a report is asked for.
 *
 * @param zone of days where the call names none
 */
record ReportArguments(BookedOn booked, ProjectNames projects, LoggedOn on, ZoneId zone) {
    private static final Set<By> OF_TIME = EnumSet.of(By.DAY, By.WEEK, By.MONTH);

    record Asked(TimeGrouping grouping, TimeEntryFilter filter) {}

    List<By> groups(Arguments arguments) {
        List<By> groups = arguments.texts("group_by").stream()
                .map(word -> By.valueOf(word.toUpperCase(Locale.ROOT)))
                .toList();
        boolean twice = groups.stream().distinct().count() < groups.size();
        if (twice || groups.stream().filter(OF_TIME::contains).count() > 1) {
            throw arguments.wrong("group_by", "has one twice, or two of day, week, month. Name each once.");
        }
        return groups.isEmpty() ? List.of(By.PROJECT) : groups;
    }

    Asked asked(Arguments arguments, List<By> groups) {
        ZoneId said = ArgumentReader.zone(arguments, "time_zone");
        ZoneId days = said == null ? zone : said;
        TimeEntryFilter read = TimeEntryFilter.read(new FilterArguments(arguments), days);
        Label project = projects.find(arguments, "project");
        TimeEntryFilter filter = read.with(to -> {
            to.person = person(arguments);
            to.task = task(arguments);
            to.project = project == null ? null : project.id().toString();
        });
        return new Asked(new TimeGrouping(groups, rounding(arguments), days, filter.split()), filter);
    }

    private static Rounding rounding(Arguments arguments) {
        String text = arguments.text("rounding");
        try {
            return text == null ? Rounding.NONE : Rounding.parse(text);
        } catch (Rejection refused) {
            throw RuleWords.of(refused, arguments::place);
        }
    }

    private @Nullable String task(Arguments arguments) {
        String key = arguments.text("task");
        return key == null
                ? null
                : booked.tasks()
                        .identify(key)
                        .orElseThrow(() -> new ToolFailure(
                                ToolProblem.NOT_FOUND, key + " does not exist. Call find_tasks to get keys."))
                        .toString();
    }

    /** Whoever is archived or deleted has time all the same. */
    private @Nullable String person(Arguments arguments) {
        String name = arguments.text("person");
        return name == null
                ? null
                : booked.people()
                        .find(name)
                        .map(PersonDirectory.Known::person)
                        .map(PersonId::toString)
                        .orElseGet(() -> on.person(arguments).toString());
    }
}
