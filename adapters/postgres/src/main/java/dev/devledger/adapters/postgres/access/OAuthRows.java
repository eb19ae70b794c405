package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.signin.Grant;
import dev.devledger.application.signin.OAuthApp;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Apps and what they ask for, as rows. */
final class OAuthRows {
    private OAuthRows() {}

    static OAuthApp app(ResultSet row, String id) throws SQLException {
        String actor = row.getString("actor");
        return new OAuthApp(
                row.getObject(id, UUID.class),
                row.getString("name"),
                texts(row, "redirects"),
                Times.get(row, "registered_at"),
                actor == null
                        ? null
                        : new OAuthApp.Confirmed(
                                actor, Times.get(row, "confirmed_at"), Times.find(row, "last_used_at")));
    }

    /** With its app's columns beside its own. */
    static Grant grant(ResultSet row) throws SQLException {
        return new Grant(
                row.getObject("grant_id", UUID.class),
                app(row, "app_id"),
                new Grant.Wish(
                        row.getString("redirect"),
                        row.getString("state"),
                        row.getString("challenge"),
                        row.getString("resource"),
                        texts(row, "requested_scopes"),
                        Times.get(row, "asked_at")),
                texts(row, "scopes"));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
