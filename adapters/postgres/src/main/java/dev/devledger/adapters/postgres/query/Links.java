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
 * The links of an entity as people see them: from their newest states, and from whether the sync has something to do.
 * What is in step with what is known of today alone: of the past it is left out, as it is of accounts that are off.
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

    /** To follow other columns. */
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
     * Which entities have a link in this state, or none.
     *
     * @param id the column that is compared
     * @param state the parameter {@code sync}; null for those without a link
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
