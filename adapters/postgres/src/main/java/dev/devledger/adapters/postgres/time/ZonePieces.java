package dev.devledger.adapters.postgres.time;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The times in which a zone has one offset, as SQL on seconds since 1970: an offset that is looked up among them takes a
 * third of the time that the database takes to look the zone up, and is the same one as everywhere else here, also of zones
 * that the database does not know.
 */
record ZonePieces(List<Piece> pieces) {
    /** Days are counted from one before all that can be stored, so that no number is below zero: a Thursday, as in 1970. */
    static final long ZEROTH_DAY = -7 * 357_143L;

    static final int DAY = 86_400;

    private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

    /** The first and the last piece go on as they are. */
    private static final long NEVER = 1L << 50;

    /** Days begin and end a little before and behind a time. */
    private static final int MARGIN = 3;

    /** More are too many to ask of each more than its offset. */
    private static final int FEW = 64;

    private static final Duration LATELY = Duration.ofDays(20 * 365);
    private static final Duration SOON = Duration.ofDays(365);

    /**
     * @param from its first second
     * @param until the first one that is not in it
     * @param over what {@code from} would be on the clock before it
     * @param shift what a second is more on the clock, counted from the zeroth day on
     */
    record Piece(long from, long until, long over, long shift) {}

    /** @param from null where there is no first moment, as with {@code to} */
    static ZonePieces of(ZoneId zone, @Nullable Instant from, @Nullable Instant to) {
        Instant next = from == null || from.isBefore(FIRST) ? FIRST : from.minus(MARGIN, ChronoUnit.DAYS);
        Instant end = to == null || to.isAfter(LAST) ? LAST : to.plus(MARGIN, ChronoUnit.DAYS);
        List<Piece> pieces = new ArrayList<>();
        long begin = -NEVER;
        long over = -NEVER;
        boolean more = true;
        while (more) {
            ZoneOffsetTransition change = zone.getRules().nextTransition(next);
            more = change != null && change.getInstant().isBefore(end);
            long until = change == null || !more ? NEVER : change.toEpochSecond();
            long shift = zone.getRules().getOffset(next).getTotalSeconds() - ZEROTH_DAY * DAY;
            pieces.add(new Piece(begin, until, over, shift));
            next = change == null ? next : change.getInstant();
            begin = until;
            over = until + shift;
        }
        return new ZonePieces(List.copyOf(pieces));
    }

    /** The number of the day on which a second is. */
    String day(String second) {
        return "((%s + %s) / %d)".formatted(second, at(second, Piece::from, Piece::shift), DAY);
    }

    /**
     * The first second of a day. Of a midnight that comes twice it is the first one; where there is none it is when the clock
     * goes on behind it.
     */
    String begin(String day) {
        String midnight = "(%s * %d)".formatted(day, DAY);
        return "greatest(%s, %s - %s)"
                .formatted(at(midnight, Piece::over, Piece::from), midnight, at(midnight, Piece::over, Piece::shift));
    }

    private String at(String second, ToLongFunction<Piece> from, ToLongFunction<Piece> value) {
        return "(%s)[width_bucket(%s, %s)]".formatted(array(value), second, array(from));
    }

    private String array(ToLongFunction<Piece> value) {
        return pieces.stream()
                .map(piece -> String.valueOf(value.applyAsLong(piece)))
                .collect(Collectors.joining(",", "'{", "}'::bigint[]"));
    }

    /**
     * What the value is of a time that begins and ends on one day, by the second on the clock with which it does. Null where it
     * does not, and where that is not easily said: the clock is changed in it, or it is of long ago.
     *
     * @param second the name of a column, as {@code length}: it is repeated
     */
    String onOneDay(String second, String length, Instant now, UnaryOperator<String> value) {
        List<Piece> near = near(now);
        return "case when %1$s >= %2$d and %1$s < %3$d then %4$s end"
                .formatted(second, near.getFirst().from(), near.getLast().until(), choose(near, second, piece -> {
                    String local = "(%s + %d)".formatted(second, piece.shift());
                    return "case when %1$s %% %2$d + %3$s <= %2$d and %4$s + %3$s <= %5$d then %6$s end"
                            .formatted(local, DAY, length, second, piece.until(), value.apply(local));
                }));
    }

    private List<Piece> near(Instant now) {
        long from = now.minus(LATELY).getEpochSecond();
        long until = now.plus(SOON).getEpochSecond();
        List<Piece> near = pieces.stream()
                .filter(piece -> piece.until() > from && piece.from() < until)
                .toList();
        return pieces.size() > FEW && near.size() < FEW ? near : pieces;
    }

    private interface Then {
        String sql(Piece piece);
    }

    /** By a few comparisons: what is asked of each piece is asked of one. */
    private static String choose(List<Piece> pieces, String second, Then then) {
        int middle = pieces.size() / 2;
        return middle == 0
                ? then.sql(pieces.getFirst())
                : "case when %s < %d then %s else %s end"
                        .formatted(
                                second,
                                pieces.get(middle).from(),
                                choose(pieces.subList(0, middle), second, then),
                                choose(pieces.subList(middle, pieces.size()), second, then));
    }
}
