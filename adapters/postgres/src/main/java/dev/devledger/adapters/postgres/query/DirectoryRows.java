package dev.devledger.adapters.postgres.query;

import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Pages;
import dev.devledger.adapters.postgres.sql.Pages.Cursor;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.adapters.postgres.sql.Where.Order;
import dev.devledger.application.entity.DirectoryFilter;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The entries of a directory, read one by one or listed by key.
 *
 * @param name the name of its list
 * @param text the column that is searched beside the name
 */
record DirectoryRows<V>(JdbcClient jdbc, AsOfRows source, String name, String text, RowMapper<V> view) {
    private static final Order BY_KEY = new Order("key_number", "bigint", false, "key_number", "bigint");

    Optional<V> find(IdOrKey ref) {
        return jdbc.sql(source.select("e." + ref.column() + " = :ref"))
                .param("ref", ref.value())
                .params(source.parameters())
                .query(view)
                .optional();
    }

    Page<V> list(DirectoryFilter filter, PageRequest page) {
        String list = name + " " + source.asOf() + filter;
        Where where = new Where()
                .always(filter.deleted() ? "deleted_at is not null" : "deleted_at is null")
                .and("archived = :archived", "archived", filter.archived())
                .containing("(name ilike %1$s or " + text + " ilike %1$s)", filter.texts())
                .after(Cursor.read(page.cursor(), list), BY_KEY);
        where.parameters().putAll(source.parameters());
        return Pages.read(jdbc, source.page(where, BY_KEY, Set.of(), false), where, page, list, view);
    }
}
