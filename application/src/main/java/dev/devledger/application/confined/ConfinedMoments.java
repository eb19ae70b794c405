package dev.devledger.application.confined;

import dev.devledger.application.history.ChangeSets;
import dev.devledger.application.history.DayCounts;
import dev.devledger.application.history.HistoryCounts;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryMarks;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** When and how much happened to the project, to the tasks that are in it now, and to the time that is logged on these. */
public record ConfinedMoments(HistoryCounts counts, DayCounts days, HistoryMarks marks, ChangeSets sets)
        implements HistoryCounts, DayCounts, HistoryMarks, ChangeSets {
    @Override
    public List<Count> by(Group group, HistoryFilter filter, ZoneId zone) {
        return counts.by(group, ConfinedHistory.own(filter), zone);
    }

    @Override
    public NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone) {
        return days.from(first, ConfinedHistory.own(filter), zone);
    }

    @Override
    public Page<Listed> list(HistoryFilter filter, PageRequest page) {
        return sets.list(ConfinedHistory.own(filter), page);
    }

    @Override
    public List<Mark> of(HistoryFilter filter) {
        return marks.of(ConfinedHistory.own(filter));
    }
}
