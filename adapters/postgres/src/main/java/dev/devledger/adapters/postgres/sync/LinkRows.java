package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.link.SyncLink;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A link as its row holds it: whole as JSON, and what is asked for in columns beside it. */
record LinkRows(JsonMapper json) {
    private static final SyncLink UNREADABLE = new SyncLink.Stopped("its link cannot be read");

    static Columns keys(SyncLinkId id) {
        return new Columns()
                .set("connector", id.connector())
                .set("account", id.account())
                .set("entity_kind", EnumColumns.of(id.entity().kind()))
                .set("entity_id", id.entity().id());
    }

    Columns columns(SyncLinkId id, SyncLink link) {
        RemoteRef remote = link.object();
        return keys(id).set("state", state(link))
                .set("remote_list", remote == null ? null : remote.list())
                .set("remote_id", remote == null ? null : remote.id())
                .set("reason", reason(link))
                .set("synced_at", Times.of(syncedAt(link)))
                .set("warnings", warnings(link))
                .set("link", json.writerFor(SyncLink.class).writeValueAsString(link));
    }

    /** One that cannot be read is left alone: whoever took it for none would make its object once more. */
    SyncLink linkOrStopped(ResultSet row) throws SQLException {
        String what = "The link of %s %s".formatted(row.getString("entity_kind"), row.getString("entity_id"));
        return Unreadable.find(what, () -> link(row)).orElse(UNREADABLE);
    }

    SyncLink link(ResultSet row) throws SQLException {
        // A row that was written before a state knew more than it did then says nothing of that: it is false there.
        return json.readerFor(SyncLink.class)
                .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .readValue(row.getString("link"));
    }

    CreateAttempt attempt(ResultSet row) throws SQLException {
        return json.readerFor(CreateAttempt.class).readValue(row.getString("sending"));
    }

    String write(CreateAttempt attempt) {
        return json.writerFor(CreateAttempt.class).writeValueAsString(attempt);
    }

    /** The words that the view of links knows. */
    private static String state(SyncLink link) {
        return switch (link) {
            case SyncLink.None none -> "none";
            case SyncLink.Creating creating -> "creating";
            case SyncLink.Linked linked -> "linked";
            case SyncLink.Deleting deleting -> "deleting";
            case SyncLink.Closed closed -> "closed";
            case SyncLink.Detached detached -> "detached";
            case SyncLink.OutOfScope outside -> "out-of-scope";
            case SyncLink.Stopped stopped -> "stopped";
        };
    }

    private static @Nullable String reason(SyncLink link) {
        return switch (link) {
            case SyncLink.None none -> none.refusal();
            case SyncLink.Linked linked -> linked.refusal();
            case SyncLink.Detached detached -> detached.reason();
            case SyncLink.Stopped stopped -> stopped.reason();
            case SyncLink.OutOfScope outside -> outside.reason();
            case SyncLink.Creating creating -> null;
            case SyncLink.Deleting deleting -> null;
            case SyncLink.Closed closed -> null;
        };
    }

    /** Null where there are none. */
    private static String @Nullable [] warnings(SyncLink link) {
        return link instanceof SyncLink.Linked linked && !linked.warnings().isEmpty()
                ? linked.warnings().stream()
                        .map(each -> each.name() + " " + each.message())
                        .toArray(String[]::new)
                : null;
    }

    private static @Nullable Instant syncedAt(SyncLink link) {
        return link instanceof SyncLink.Linked linked ? linked.syncedAt() : null;
    }
}
