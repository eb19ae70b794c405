package dev.devledger.application.confined;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What happened to the project, to the tasks that are in it now, and to the time that is logged on these; without the sync's
 * own records.
 *
 * @param projects confined as well, as {@code tasks}
 */
public record ConfinedHistory(HistoryQueries all, ProjectQueries projects, TaskQueries tasks)
        implements HistoryQueries {
    /** As many entries are looked through with the same few statements. */
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
        return own == null
                ? filter
                : filter.with(to -> {
                    to.sync = false;
                    to.within = own;
                });
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
}
