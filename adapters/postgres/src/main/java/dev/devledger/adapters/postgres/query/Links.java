package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.row.FieldColumns.Placements;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The links of an entity in the form for users, from their newest states and from the pending work of the sync. Links
 * are shown for the present only, and only for accounts that are on.
 */
final class Links {
    private final List<AccountLinks> accounts;

    Links(List<ConnectedAccount> accounts) {
        List<ConnectedAccount> on =
                accounts.stream().filter(each -> !each.off()).toList();
        this.accounts = IntStream.range(0, on.size())
                .mapToObj(each -> new AccountLinks(on.get(each), each))
                .toList();
    }

    private List<AccountLinks> of(AsOfRows source) {
        return source.isPast() ? List.of() : accounts;
    }

    /** Returns the columns, to follow others. */
    String columns(AsOfRows source) {
        return of(source).stream().map(AccountLinks::columns).collect(Collectors.joining());
    }

    /** @param project the alias of the project, or of the task's project */
    String joins(AsOfRows source, EntityRef.Kind kind, String alias, String project) {
        return of(source).stream().map(each -> each.joins(kind, alias, project)).collect(Collectors.joining());
    }

    Map<String, Object> parameters(AsOfRows source) {
        Map<String, Object> parameters = new HashMap<>(source.isPast() ? source.parameters() : Map.of());
        of(source).forEach(each -> parameters.putAll(each.parameters()));
        return parameters;
    }

    /**
     * Returns a condition on the entities that have a link in this state.
     *
     * @param id the compared column
     * @param state the parameter {@code sync}; null for entities without a link
     */
    String condition(AsOfRows source, EntityRef.Kind kind, String id, @Nullable String state) {
        List<String> each = of(source).stream()
                .map(account -> account.condition(kind, id, state))
                .toList();
        if (each.isEmpty()) {
            return state == null ? "true" : "false";
        }
        return each.stream().collect(Collectors.joining(state == null ? " and " : " or ", "(", ")"));
    }

    List<LinkView> get(AsOfRows source, ResultSet row) throws SQLException {
        List<LinkView> links = new ArrayList<>();
        for (AccountLinks each : of(source)) {
            each.find(row).ifPresent(links::add);
        }
        return links;
    }

    /**
     * The links with one account, as part of a query that may cover several accounts.
     *
     * @param number the suffix of its columns, tables and parameters
     */
    record AccountLinks(ConnectedAccount account, int number) {

        String columns() {
            return """
            , link%1$d.state as link_state%1$d, link%1$d.remote_list as remote_list%1$d,
            link%1$d.remote_id as remote_id%1$d, link%1$d.reason as link_reason%1$d,
            link%1$d.synced_at as synced_at%1$d, link%1$d.warnings as link_warnings%1$d,
            work%1$d.entity_id is not null as link_pending%1$d,
            work%1$d.reason as work_reason%1$d, conflict%1$d.told as conflict_reason%1$d,
            held%1$d.told as held_reason%1$d, held%1$d.ends as held_ends%1$d, unread%1$d.told as unread_reason%1$d
            """.formatted(number);
        }

        Map<String, Object> parameters() {
            return Map.of("connector" + number, account.connector(), "account" + number, account.account());
        }

        /**
         * Joins the entity's link, pending work and oldest open conflict to the entity in {@code alias}, each by key: a
         * plan made for nearly empty tables would read all rows of the account, and be kept while the tables grow. Every
         * change is work until the sync has looked, so work without a link counts as pending only if the placement says
         * that the entity belongs into the service. A change of a project is stored as work of the project, also if its
         * list is what is linked.
         */
        String joins(EntityRef.Kind kind, String alias, String project) {
            EntityRef.Kind list = kind == EntityRef.Kind.PROJECT ? EntityRef.Kind.LIST : kind; // lists have own links
            return """
            left join lateral (
              select * from sync_links
              where connector = :connector%6$d and account = :account%6$d and entity_kind = %4$s and entity_id = %2$s.id
              limit 1) link%6$d on true
            left join lateral (
              select * from sync_work
              where connector = :connector%6$d and account = :account%6$d
                and entity_kind in ('%1$s', '%3$s') and entity_id = %2$s.id
                and (link%6$d.state <> 'none' or %5$s is distinct from 'none')
              order by reason is null
              limit 1) work%6$d on true
            left join lateral (
              select 'Conflict ' || id || ': ' || summary as told
              from sync_conflicts
              where connector = :connector%6$d and account = :account%6$d
                and entity_kind in ('%1$s', '%3$s') and entity_id = %2$s.id and state = 'open'
              order by first_seen_at, sync_conflicts.id
              limit 1) conflict%6$d on true
            left join lateral (
              select 'It waits for your approval (' || action || '): GET /api/sync/approvals' as told,
                action = 'delete-locally' as ends
              from sync_held
              where connector = :connector%6$d and account = :account%6$d
                and entity_kind in ('%1$s', '%3$s') and entity_id = %2$s.id
              order by action
              limit 1) held%6$d on true
            left join lateral (
              select 'The list "' || (unread::json ->> 'name') || '" is not read: ' || (unread::json ->> 'reason') as told
              from sync_list_read
              where connector = :connector%6$d and account = :account%6$d
                and remote_list = link%6$d.remote_list and unread is not null
              limit 1) unread%6$d on true
            """.formatted(
                    EnumColumns.of(kind), alias, EnumColumns.of(list), linked(kind, alias), placement(project), number);
        }

        /** Returns an SQL expression for the placement of the project in the service. */
        private String placement(String project) {
            return account.layout().hasCards() ? project + ".placement" : Placements.in(project, ":connector" + number);
        }

        /**
         * Returns the kind of link to show for a project, which has one link as a project and one as a list: the placement
         * decides; in a service without cards it is always the list.
         */
        private String linked(EntityRef.Kind kind, String alias) {
            if (kind != EntityRef.Kind.PROJECT) {
                return "'" + EnumColumns.of(kind) + "'";
            }
            return account.layout().hasCards()
                    ? "case " + alias + ".placement when 'list' then 'list' else 'project' end"
                    : "'list'";
        }

        /**
         * Returns a condition on the entities whose link has this state, in the words of {@link #find}. It reads the sync's
         * tables as a whole, so that the few entities that are not in sync are found at once.
         *
         * @param id the compared column
         * @param state the parameter {@code sync}; null for entities without a link
         */
        String condition(EntityRef.Kind kind, String id, @Nullable String state) {
            String states = """
            (select entity_id,
               case when conflict.told or held.told or link.state = 'stopped' then 'conflict'
                 when link.state in ('creating', 'deleting') then 'pending'
                 when link.state in ('detached', 'out-of-scope') then link.state
                 when link.state in ('none', 'linked') and link.reason is not null then 'refused'
                 when work.waits and (link.state <> 'none' or not work.unwanted) then 'pending'
                 when link.state = 'linked' then 'synced'
                 when link.state = 'closed' then 'closed' end as told
             from (select entity_id, state, reason from sync_links
                   where connector = :connector%2$d and account = :account%2$d and entity_kind = '%1$s') link
             full join (select entity_id, true as waits,
                          exists (select from tasks join dev_projects on dev_projects.id = project_id
                                  where tasks.id = entity_id and %3$s = 'none') as unwanted
                        from sync_work
                        where connector = :connector%2$d and account = :account%2$d and entity_kind = '%1$s') work
               using (entity_id)
             full join (select distinct entity_id, true as told from sync_conflicts
                        where connector = :connector%2$d and account = :account%2$d and entity_kind = '%1$s'
                          and state = 'open') conflict
               using (entity_id)
             full join (select distinct entity_id, true as told from sync_held
                        where connector = :connector%2$d and account = :account%2$d and entity_kind = '%1$s'
                          and action = 'delete-locally') held
               using (entity_id)) seen\
            """.formatted(EnumColumns.of(kind), number, placement("dev_projects"));
            return state == null
                    ? "not exists (select from %s where seen.entity_id = %s and seen.told is not null)"
                            .formatted(states, id)
                    : "%s in (select seen.entity_id from %s where seen.told = :sync)".formatted(id, states);
        }

        /** Reads the link's view; empty if there is nothing to report. */
        Optional<LinkView> find(ResultSet row) throws SQLException {
            boolean pending = row.getBoolean("link_pending" + number);
            String workReason = row.getString("work_reason" + number);
            String linkReason = row.getString("link_reason" + number);
            String conflict = row.getString("conflict_reason" + number);
            String held = row.getString("held_reason" + number);
            String state = conflict != null || row.getBoolean("held_ends" + number)
                    ? "conflict"
                    : state(row.getString("link_state" + number), linkReason != null, pending);
            if (state == null) {
                return Optional.empty();
            }
            String id = row.getString("remote_id" + number);
            return Optional.of(new LinkView(
                    account.connector(),
                    id,
                    id == null ? null : account.url().apply(new RemoteRef(row.getString("remote_list" + number), id)),
                    state,
                    Stream.of(conflict, held, workReason, linkReason, row.getString("unread_reason" + number))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null),
                    Times.find(row, "synced_at" + number),
                    Texts.all(row, "link_warnings" + number).stream()
                            .map(LinkView.Warning::of)
                            .toList()));
        }

        /** Returns the state; null if there is nothing to report. */
        private static @Nullable String state(@Nullable String link, boolean refused, boolean pending) {
            return switch (link) {
                case null -> pending ? "pending" : null;
                case "none" -> refused ? "refused" : pending ? "pending" : null;
                case "creating", "deleting" -> "pending";
                case "linked" -> refused ? "refused" : pending ? "pending" : "synced";
                case "stopped" -> "conflict";
                case "closed" -> pending ? "pending" : "closed";
                case "detached", "out-of-scope" -> link;
                default -> throw new IllegalStateException("A link is never " + link);
            };
        }
    }
}
