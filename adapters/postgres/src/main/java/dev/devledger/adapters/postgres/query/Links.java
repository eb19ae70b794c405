package dev.devledger.adapters.postgres.query;

import dev.devledger.application.entity.LinkView;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
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
}
