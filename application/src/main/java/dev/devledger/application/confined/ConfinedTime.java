package dev.devledger.application.confined;

import dev.devledger.application.access.AccessRefused;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.time.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryView;
import dev.devledger.application.time.TimeGrouping;
import dev.devledger.application.time.TimeSummary;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.WorkingDays.Logged;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

public record ConfinedTime(TimeEntryQueries all) implements TimeEntryQueries {
    @Override
    public Optional<TimeEntryView> find(String idOrKey) {
        return shown(all.find(idOrKey));
    }

    @Override
    public List<TimeEntryView> findAll(Collection<UUID> ids) {
        return shown(all.findAll(ids));
    }

    @Override
    public Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page) {
        Page<TimeEntryView> found = all.list(own(filter), page);
        return new Page<>(shown(found.items()), found.nextCursor());
    }

    @Override
    public void export(TimeEntryFilter filter, Consumer<Named> each) {
        all.export(
                own(filter),
                Confinement.current().isNone() ? each : named -> each.accept(named.of(warned(named.entry()))));
    }

    @Override
    public Optional<TimeEntryView> running(PersonId person) {
        return shown(all.running(person));
    }

    /** What somebody does all day is of no project. */
    @Override
    public List<Logged> logged(PersonId person, Instant from, Instant to) {
        if (!Confinement.current().isNone()) {
            throw AccessRefused.heldToProject("all time of a person");
        }
        return all.logged(person, from, to);
    }

    @Override
    public TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter) {
        return all.summary(grouping, own(filter));
    }

    @Override
    public TimeEntryQueries asOf(AskedMoment moment) {
        return new ConfinedTime(all.asOf(moment));
    }

    private static TimeEntryFilter own(TimeEntryFilter filter) {
        UUID own = Confinement.currentProject();
        if (own == null) {
            return filter;
        }
        String asked = filter.project();
        if (asked != null && !asked.equals(own.toString())) {
            throw Projects.unknown(asked);
        }
        return filter.with(to -> to.project = own.toString());
    }

    private Optional<TimeEntryView> shown(Optional<TimeEntryView> found) {
        return shown(found.stream().toList()).stream().findFirst();
    }

    private List<TimeEntryView> shown(List<TimeEntryView> found) {
        return Confinement.current().isNone()
                ? found
                : found.stream().filter(ConfinedTime::isOwn).map(this::warned).toList();
    }

    private static boolean isOwn(TimeEntryView entry) {
        return Confinement.has(entry.projectId());
    }

    /** That it overlaps other time is told where that is of the project as well. */
    private TimeEntryView warned(TimeEntryView entry) {
        return entry.withWarnings(entry.warnings().stream()
                .map(this::warned)
                .filter(Objects::nonNull)
                .toList());
    }

    private TimeEntryView.@Nullable Warning warned(TimeEntryView.Warning warning) {
        if (warning.entries().isEmpty()) {
            return warning;
        }
        List<String> own = warning.entries().stream()
                .filter(key -> all.find(key).filter(ConfinedTime::isOwn).isPresent())
                .toList();
        return own.isEmpty() ? null : new TimeEntryView.Warning(warning.code(), own);
    }
}
