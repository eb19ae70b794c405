package dev.devledger.adapters.postgres.history;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryMarks.Mark;
import dev.devledger.application.history.SettledHead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gathers the whole ledger in spans of as many positions each. A span that is full and settled is counted once: nothing comes
 * into it any more. So each look reads the last one alone, and all of them when there is twice as much.
 */
public final class LedgerSpans {
    /** What could not be filed and was later on comes into a span that is full; then it is seen after so long. */
    private static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final int FILTERS = 50;

    /** @param spans of 2 to the power of {@code bits} positions, full and settled, in their order */
    private record Known(int bits, List<Span> spans, Instant counted) {
        /** The first position that is in none of them. */
        long end() {
            return spans.isEmpty() ? 0 : (spans.getLast().number() + 1) << bits;
        }
    }

    private record Span(long number, Mark mark) {}

    private final JdbcClient jdbc;
    private final SettledHead heads;
    private final Clock clock;
    private final Cache<HistoryFilter, Known> known =
            Caffeine.newBuilder().maximumSize(FILTERS).build();

    public LedgerSpans(JdbcClient jdbc, SettledHead heads, Clock clock) {
        this.jdbc = jdbc;
        this.heads = heads;
        this.clock = clock;
    }

    /**
     * All of the filter before a position.
     *
     * @param filter of the whole ledger
     * @param most so many marks at most
     */
    List<Mark> before(long position, HistoryFilter filter, int most) {
        int bits = bits(position, most);
        Known start = known(filter, bits, position);
        long settled = Math.min(position - 1, heads.now().position());
        List<Span> spans = new ArrayList<>(start.spans());
        spans.addAll(count(filter, bits, start.end(), position - 1));
        List<Span> full = spans.stream()
                .filter(span -> ((span.number() + 1) << bits) - 1 <= settled)
                .toList();
        known.put(filter, new Known(bits, full, start.counted()));
        return spans.stream().map(Span::mark).toList();
    }

    private Known known(HistoryFilter filter, int bits, long position) {
        Known before = known.getIfPresent(filter);
        Instant now = clock.instant();
        boolean good = before != null
                && before.bits() == bits
                && before.end() <= position
                && before.counted().plus(GOOD_FOR).isAfter(now);
        return before != null && good ? before : new Known(bits, List.of(), now);
    }

    private static int bits(long position, int most) {
        int bits = 0;
        while (((position - 1) >> bits) + 1 > most) {
            bits++;
        }
        return bits;
    }

    /** Times grow with the positions, so the latest is that of the last. */
    private List<Span> count(HistoryFilter filter, int bits, long first, long last) {
        Where where = HistoryConditions.of(filter, first, last);
        return jdbc.sql("""
                select position >> :bits as number, max(position) as position, max(at) as at, count(*) as changes,
                  count(distinct change_set) as change_sets,
                  bool_or(event like '%%.status-changed' or event like '%%.created') as status
                from history where %s group by 1 order by 1
                """.formatted(where.sql()))
                .params(where.parameters())
                .param("bits", bits)
                .query((row, number) -> new Span(
                        row.getLong("number"),
                        new Mark(
                                row.getLong("position"),
                                Times.get(row, "at"),
                                row.getLong("change_sets"),
                                row.getLong("changes"),
                                row.getBoolean("status"))))
                .list();
    }
}
