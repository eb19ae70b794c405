package dev.devledger.adapters.postgres.time;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The times in which a zone has one offset, as SQL: an offset that is found by a few comparisons takes a third of the time
 * that the database takes to look the zone up, and is the same one as everywhere else here, also of zones that the database
 * does not know.
 */
record ZonePieces(List<Piece> pieces) {
    private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    /** Days begin and end a little before and behind a time. */
    private static final int MARGIN = 3;

    /** @param offset from then on, up to the next piece */
    record Piece(Instant from, ZoneOffset offset) {}

    /** @param from null where there is no first moment, as with {@code to} */
    static ZonePieces of(ZoneId zone, @Nullable Instant from, @Nullable Instant to) {
        Instant begin = from == null || from.isBefore(FIRST) ? FIRST : from.minus(MARGIN, ChronoUnit.DAYS);
        Instant end = to == null || to.isAfter(LAST) ? LAST : to.plus(MARGIN, ChronoUnit.DAYS);
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(begin, zone.getRules().getOffset(begin)));
        ZoneOffsetTransition next = zone.getRules().nextTransition(begin);
        while (next != null && next.getInstant().isBefore(end)) {
            pieces.add(new Piece(next.getInstant(), next.getOffsetAfter()));
            next = zone.getRules().nextTransition(next.getInstant());
        }
        return new ZonePieces(List.copyOf(pieces));
    }

    /** The day of a moment, which is the name of a column: it is repeated. */
    String day(String moment) {
        return "(%1$s at time zone (%2$s))::date".formatted(moment, offset(moment, 0, pieces.size()));
    }

    private String offset(String moment, int from, int to) {
        if (to - from == 1) {
            return "interval '%d seconds'".formatted(pieces.get(from).offset().getTotalSeconds());
        }
        int middle = (from + to) / 2;
        return "case when %s < '%s' then %s else %s end"
                .formatted(moment, pieces.get(middle).from(), offset(moment, from, middle), offset(moment, middle, to));
    }

    /**
     * The first moment of a day, which is the name of a column. Of a midnight that comes twice it is the first one; where
     * there is none it is when the clock goes on behind it.
     */
    String begin(String day) {
        return begin(day, 0, pieces.size());
    }

    private String begin(String day, int from, int to) {
        if (to - from == 1) {
            Piece piece = pieces.get(from);
            return "greatest(timestamptz '%s', (%s::timestamp - interval '%d seconds') at time zone 'UTC')"
                    .formatted(piece.from(), day, piece.offset().getTotalSeconds());
        }
        int middle = (from + to) / 2;
        LocalDateTime over = LocalDateTime.ofEpochSecond(
                pieces.get(middle).from().getEpochSecond(),
                0,
                pieces.get(middle - 1).offset());
        return "case when %s < timestamp '%s' then %s else %s end"
                .formatted(day, over, begin(day, from, middle), begin(day, middle, to));
    }
}
