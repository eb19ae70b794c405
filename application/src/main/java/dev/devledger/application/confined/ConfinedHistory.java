package dev.devledger.application.confined;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangeMoments;
import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.ChangedEntities;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryCounts.DayCounts;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The history of the project, of the tasks that are in it now, and of the time that is logged on these tasks; without
 * the sync's own records.
 *
 * @param projects confined to the project too, like {@code tasks}
 */
public record ConfinedHistory(HistoryQueries all, ProjectQueries projects, TaskQueries tasks)
        implements HistoryQueries {
    /** The number of entries that are checked with the same few statements. */
    private static final int AT_ONCE = 100;

    @Override
    public Page<HistoryView> list(HistoryFilter filter, PageRequest page) {
        return shown(all.list(own(filter), page));
    }

    @Override
    public void export(HistoryFilter filter, Consumer<HistoryView> each) {
        if (Confinement.current().isNone()) {
            all.export(filter, each);
            return;
        }
        List<HistoryView> some = new ArrayList<>();
        all.export(own(filter), entry -> {
            some.add(entry);
            if (some.size() == AT_ONCE) {
                tell(some, each);
            }
        });
        tell(some, each);
    }

    private void tell(List<HistoryView> some, Consumer<HistoryView> each) {
        shown(some).forEach(each);
        some.clear();
    }

    @Override
    public Map<UUID, List<HistoryView>> byOthers(Collection<UUID> asked, String agent, UUID except, int most) {
        if (Confinement.current().isNone()) {
            return all.byOthers(asked, agent, except, most);
        }
        List<UUID> own = tasks.findAll(asked).stream().map(TaskView::id).toList();
        return all.byOthers(own, agent, except, most).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entries -> shown(entries.getValue())));
    }

    @Override
    public List<HistoryView> statusesOf(UUID project) {
        return Confinement.has(project) ? all.statusesOf(project) : List.of();
    }

    @Override
    public Page<HistoryView> follow(HistoryFilter filter, PageRequest after) {
        return shown(all.follow(own(filter), after));
    }

    @Override
    public Page<HistoryView> follow(HistoryFilter filter, PageRequest after, long settled) {
        return shown(all.follow(own(filter), after, settled));
    }

    @Override
    public List<HistoryView> at(HistoryFilter filter, Collection<Long> positions) {
        return shown(all.at(own(filter), positions));
    }

    @Override
    public String end(long position) {
        return all.end(position);
    }

    static HistoryFilter own(HistoryFilter filter) {
        UUID own = Confinement.currentProject();
        return own == null ? filter : filter.with(HistoryFilter.SYNC, false).with(HistoryFilter.WITHIN, own);
    }

    private Page<HistoryView> shown(Page<HistoryView> page) {
        return new Page<>(shown(page.items()), page.nextCursor());
    }

    private List<HistoryView> shown(List<HistoryView> entries) {
        UUID own = Confinement.currentProject();
        return own == null
                ? entries
                : ForeignReferences.in(entries, projects.findAll(List.of(own)), tasks)
                        .hidden(entries);
    }

    /**
     * The times and counts of changes of the project, of the tasks that are in it now, and of the time that is logged
     * on these tasks.
     */
    public record ConfinedMoments(HistoryCounts counts, DayCounts days, ChangeMoments marks, ChangeSets sets)
            implements HistoryCounts, DayCounts, ChangeMoments, ChangeSets {
        @Override
        public List<Count> by(Group group, HistoryFilter filter, ZoneId zone) {
            return counts.by(group, ConfinedHistory.own(filter), zone);
        }

        @Override
        public NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone) {
            return days.from(first, ConfinedHistory.own(filter), zone);
        }

        @Override
        public Page<ChangeSetMatch> list(HistoryFilter filter, PageRequest page) {
            return sets.list(ConfinedHistory.own(filter), page);
        }

        @Override
        public List<ProjectPart> parts(UUID changeSet) {
            return sets.parts(changeSet).stream()
                    .filter(part -> Confinement.has(part.project()))
                    .toList();
        }

        @Override
        public List<ChangeMoment> of(HistoryFilter filter) {
            return marks.of(ConfinedHistory.own(filter));
        }
    }

    /**
     * The entities of the project that changed. The states of two moments are compared, so that a task that came into
     * the project in between appears as new.
     */
    public record ConfinedChanges(ChangedEntities all) implements ChangedEntities {
        @Override
        public Page<Changed> between(long from, long to, @Nullable UUID project, PageRequest page) {
            UUID wanted = project == null ? Confinement.currentProject() : project;
            return wanted == null || Confinement.has(wanted)
                    ? all.between(from, to, wanted, page)
                    : new Page<>(List.of(), null);
        }
    }

    /**
     * The ids and keys of entities outside of the project that its history mentions: the former place of a task, or the
     * tasks that it waits for. They are hidden. Only fields that the ledger itself writes count: a key in a title was
     * written by a person, and reveals nothing.
     */
    record ForeignReferences(Set<String> own) {
        private static final Set<String> FIELDS = Set.of(
                "blockedBy",
                "related",
                "discoveredFrom",
                "task",
                "project",
                "projectId",
                "projectKey",
                "parentId",
                "parentKey");

        private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        private static final String HIDDEN = "something else";

        /**
         * @param projects the confined project alone
         * @param tasks confined to that project
         */
        static ForeignReferences in(List<HistoryView> entries, List<ProjectView> projects, TaskQueries tasks) {
            Set<String> asked = new HashSet<>();
            entries.stream()
                    .flatMap(entry -> entry.changes().stream())
                    .flatMap(ForeignReferences::references)
                    .forEach(asked::add);
            Set<String> own = new HashSet<>();
            projects.forEach(project -> own.addAll(List.of(project.id().toString(), project.key())));
            if (!asked.isEmpty()) {
                List<UUID> ids = asked.stream()
                        .filter(each -> ID.matcher(each).matches())
                        .map(UUID::fromString)
                        .toList();
                Stream.of(
                                tasks.findAll(ids),
                                tasks.findAllByKey(asked.stream()
                                        .filter(each -> each.startsWith("T-"))
                                        .toList()))
                        .flatMap(Collection::stream)
                        .forEach(task -> own.addAll(List.of(task.id().toString(), task.key())));
            }
            return new ForeignReferences(own);
        }

        List<HistoryView> hidden(List<HistoryView> entries) {
            return entries.stream().map(this::hidden).toList();
        }

        private HistoryView hidden(HistoryView entry) {
            List<String> foreign = entry.changes().stream()
                    .flatMap(ForeignReferences::references)
                    .filter(each -> !own.contains(each))
                    .toList();
            return foreign.isEmpty()
                    ? entry
                    : entry.telling(
                            without(entry.summary(), foreign),
                            entry.changes().stream().map(this::hidden).toList());
        }

        private static String without(String sentence, List<String> foreign) {
            String told = sentence;
            for (String each : foreign) {
                told = told.replaceAll("(?<![\\w-])" + Pattern.quote(each) + "(?![\\w-])", HIDDEN);
            }
            return told;
        }

        private ChangedField hidden(ChangedField change) {
            return FIELDS.contains(change.field())
                    ? new ChangedField(change.field(), hidden(change.from()), hidden(change.to()))
                    : change;
        }

        private @Nullable Object hidden(@Nullable Object value) {
            return switch (value) {
                case Collection<?> many ->
                    many.stream().map(this::hidden).filter(Objects::nonNull).toList();
                case null -> null;
                default -> own.contains(value.toString()) ? value : null;
            };
        }

        private static Stream<String> references(ChangedField change) {
            return FIELDS.contains(change.field())
                    ? Stream.of(change.from(), change.to()).flatMap(ForeignReferences::texts)
                    : Stream.empty();
        }

        private static Stream<String> texts(@Nullable Object value) {
            return switch (value) {
                case Collection<?> many -> many.stream().flatMap(ForeignReferences::texts);
                case null -> Stream.empty();
                default -> Stream.of(value.toString());
            };
        }
    }
}
