package dev.devledger.application.history;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;

/** How many entries there are of each day by the channel that they came through, and nothing else of them. */
public interface DayCounts {
    /**
     * Days in their order, those without an entry left out.
     *
     * @param first from which on they are counted, whatever the filter says of times
     * @param zone of the days
     */
    NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone);
}
