package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Cycles.Read;
import dev.devledger.application.sync.memory.Cycles.Unread;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What the reads of the lists came to, by the lists. */
record ListReads(JdbcClient jdbc, JsonMapper json) {

    Map<String, Read> all(ConnectedAccount account) {
        Map<String, Read> reads = new HashMap<>();
        ofAccount(jdbc, account, """
                        select remote_list, read_at, changed_at, unread, open from sync_list_read
                        where connector = :connector and account = :account
                        """).query((ResultSet row) -> {
            reads.put(row.getString("remote_list"), read(row));
        });
        return reads;
    }

    private Read read(ResultSet row) throws SQLException {
        String list = row.getString("remote_list");
        String unread = row.getString("unread");
        Instant changed = Times.get(row, "changed_at");
        return new Read(
                Times.find(row, "read_at"),
                changed,
                unread == null
                        ? null
                        : Unreadable.find(
                                        "Why the list " + list + " was not read",
                                        () -> json.readValue(unread, Unread.class))
                                .orElse(new Unread(list, "the reason cannot be read", changed, false)),
                row.getInt("open"));
    }

    /** These rows and no others; what is as it was is not written. */
    void keep(ConnectedAccount account, SortedMap<String, Read> reads) {
        ofAccount(jdbc, account, """
                        with others as (
                          delete from sync_list_read
                          where connector = :connector and account = :account
                            and remote_list <> all (cast(:lists as text[]))
                        )
                        insert into sync_list_read (connector, account, remote_list, read_at, changed_at, unread, open)
                        select :connector, :account, now.*
                        from unnest(
                          cast(:lists as text[]), cast(:read as timestamptz[]), cast(:changed as timestamptz[]),
                          cast(:unread as text[]), cast(:open as integer[])) as now
                        on conflict (connector, account, remote_list) do update set
                          read_at = excluded.read_at, changed_at = excluded.changed_at, unread = excluded.unread,
                          open = excluded.open
                        where (sync_list_read.read_at, sync_list_read.changed_at, sync_list_read.unread, sync_list_read.open)
                          is distinct from (excluded.read_at, excluded.changed_at, excluded.unread, excluded.open)
                        """)
                .param("lists", reads.keySet().toArray(String[]::new))
                .param("read", texts(reads, read -> read.readAt() == null ? null : String.valueOf(read.readAt())))
                .param("changed", texts(reads, read -> read.changedAt().toString()))
                .param(
                        "unread",
                        texts(
                                reads,
                                read -> read.unread() == null
                                        ? null
                                        : Texts.storableJson(json.writeValueAsString(read.unread()))))
                .param("open", reads.values().stream().map(Read::open).toArray(Integer[]::new))
                .update();
    }

    private static @Nullable String[] texts(Map<String, Read> reads, Function<Read, @Nullable String> of) {
        return reads.values().stream().map(of).toArray(String[]::new);
    }
}
