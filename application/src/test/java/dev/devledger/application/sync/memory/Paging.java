package dev.devledger.application.sync.memory;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts answers into pages of a number of rows. The rows are ordered by their numbers, the newest first: whatever is
 * added, removed or changed between two pages, no row that exists all the time is left out.
 */
record Paging(int most) {
    static final Paging NONE = new Paging(Integer.MAX_VALUE);

    <T> RemoteAnswer<RemotePage<List<T>>> page(List<T> all, Function<T, String> id, @Nullable String cursor) {
        if (cursor == null && all.size() < most) {
            return new RemoteAnswer.Ok<>(RemotePage.whole(all));
        }
        if (cursor != null && !cursor.matches("\\d{1,9}")) {
            return unknown();
        }
        int before = cursor == null ? Integer.MAX_VALUE : Integer.parseInt(cursor);
        List<T> rows = all.stream()
                .filter(row -> number(id.apply(row)) < before)
                .sorted(Comparator.comparingInt(row -> -number(id.apply(row))))
                .limit(most)
                .toList();
        String next = rows.size() < most ? null : String.valueOf(number(id.apply(rows.getLast())));
        return new RemoteAnswer.Ok<>(new RemotePage<>(rows, next));
    }

    static <T> RemoteAnswer<T> unknown() {
        return new RemoteAnswer.Unknown<>("there is no such page");
    }

    private static int number(String id) {
        return Integer.parseInt(id.replaceAll("\\D", ""));
    }
}
