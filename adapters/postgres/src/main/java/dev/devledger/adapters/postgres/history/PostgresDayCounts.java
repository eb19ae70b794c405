package dev.devledger.adapters.postgres.history;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.DayCounts;
import dev.devledger.application.history.HistoryFilter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresDayCounts(JdbcClient jdbc) implements DayCounts {
    @Override
    public NavigableMap<LocalDate, Map<String, Long>> from(LocalDate first, HistoryFilter filter, ZoneId zone) {
        Where where = HistoryConditions.of(filter, 0, Long.MAX_VALUE)
                .and("at >= :begin", "begin", Times.of(first.atStartOfDay(zone).toInstant()));
        NavigableMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
        jdbc.sql("select cast(at at time zone :zone as date) as day, channel, count(*) as changes from history where "
                        + where.sql() + " group by 1, 2")
                .params(where.parameters())
                .param("zone", zone.getId())
                .query((RowCallbackHandler)
                        row -> days.computeIfAbsent(row.getObject("day", LocalDate.class), day -> new TreeMap<>())
                                .put(row.getString("channel"), row.getLong("changes")));
        return days;
    }
}
