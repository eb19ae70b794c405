package dev.devledger.adapters.postgres.time;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.query.LinkView;
import dev.devledger.application.sync.connector.ConnectedAccount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which remote time entries an entry is, as people see it. What is in step with what is known of today alone: of the past it
 * is left out, as it is of accounts that are off.
 */
record EntryLinks(List<ConnectedAccount> accounts) {
    EntryLinks {
        accounts = accounts.stream().filter(each -> !each.off()).toList();
    }

    /** To follow other columns. */
    String columns() {
        return each("""
                , link%1$d.state as link_state%1$d, link%1$d.remote_id as remote_id%1$d,
                link%1$d.synced_at as synced_at%1$d, link%1$d.warnings as link_warnings%1$d, work%1$d.entry_id is not null as waits%1$d,
                work%1$d.reason as work_reason%1$d, conflict%1$d.told as conflict_told%1$d,
                conflict%1$d.is_refused as is_refused%1$d
                """);
    }

    /** Each by a look at its key. */
    String joins() {
        return each("""
                left join sync_entry_links link%1$d
                  on link%1$d.connector = :connector%1$d and link%1$d.account = :account%1$d and link%1$d.entry_id = shown.id
                left join sync_time_work work%1$d
                  on work%1$d.connector = :connector%1$d and work%1$d.account = :account%1$d and work%1$d.entry_id = shown.id
                left join lateral (
                  select 'Conflict ' || id || ': ' || summary as told, dispute like '%%"refused":"%%' as is_refused
                  from sync_conflicts
                  where connector = :connector%1$d and account = :account%1$d
                    and entity_kind = 'entry' and entity_id = shown.id and state = 'open'
                  order by first_seen_at, sync_conflicts.id
                  limit 1) conflict%1$d on true
                """);
    }

    private String each(String sql) {
        return IntStream.range(0, accounts.size()).mapToObj(sql::formatted).collect(Collectors.joining());
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        for (int each = 0; each < accounts.size(); each++) {
            parameters.put("connector" + each, accounts.get(each).connector());
            parameters.put("account" + each, accounts.get(each).account());
        }
        return parameters;
    }

    List<LinkView> get(ResultSet row) throws SQLException {
        List<LinkView> links = new ArrayList<>();
        for (int each = 0; each < accounts.size(); each++) {
            String conflict = row.getString("conflict_told" + each);
            String state = conflict == null
                    ? state(row.getString("link_state" + each), row.getBoolean("waits" + each))
                    : "conflict";
            if (state != null) {
                links.add(new LinkView(
                        accounts.get(each).connector(),
                        row.getString("remote_id" + each),
                        null, // no service has a page for one of them
                        state,
                        conflict == null ? row.getString("work_reason" + each) : conflict,
                        Times.find(row, "synced_at" + each),
                        Texts.all(row, "link_warnings" + each).stream()
                                .map(LinkView.Warning::of)
                                .toList()));
            }
        }
        return links;
    }

    /** Null where there is nothing to tell. */
    private static @Nullable String state(@Nullable String link, boolean waits) {
        return switch (link) {
            case null -> waits ? "pending" : null;
            case "none" -> waits ? "pending" : null;
            case "adding" -> "pending";
            case "linked" -> waits ? "pending" : "synced";
            case "ended" -> waits ? "pending" : "closed";
            case "apart" -> "detached";
            default -> throw new IllegalStateException("A link of a time entry is never " + link);
        };
    }

    /** Whether a service, or that it is billed, keeps it from being the same on both sides. */
    boolean isRefused(ResultSet row) throws SQLException {
        for (int each = 0; each < accounts.size(); each++) {
            if (row.getBoolean("is_refused" + each)) {
                return true;
            }
        }
        return false;
    }
}
