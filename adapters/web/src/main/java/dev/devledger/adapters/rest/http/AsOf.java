package dev.devledger.adapters.rest.http;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.history.Moments;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the moments that a request names: {@code asOf}, or the two moments of a difference. */
public record AsOf(Moments moments, ZoneId zone) {
    /** The header with the position that the answer shows, however the request named the moment. */
    private static final String ANSWERED_FOR = "X-As-Of-Position";

    private static final String AS_OF = "asOf";

    /** Adds the position that the answer shows. */
    public static HttpAnswer marked(HttpAnswer answer, @Nullable Long position) {
        return position == null ? answer : answer.with(ANSWERED_FOR, Long.toString(position));
    }

    public static HttpAnswer marked(HttpAnswer answer, @Nullable LedgerMoment moment) {
        return marked(answer, position(moment));
    }

    /** Reads a position like {@link #moment}, for data that changes only by events. */
    public @Nullable Long position(QueryParameters query) {
        return position(query, AS_OF);
    }

    public @Nullable Long position(QueryParameters query, String name) {
        return position(moment(query, name));
    }

    public static @Nullable Long position(@Nullable LedgerMoment moment) {
        return moment == null ? null : moment.position();
    }

    /** Returns the moment; null if the request is for now. */
    public @Nullable LedgerMoment moment(QueryParameters query) {
        return moment(query, AS_OF);
    }

    private @Nullable LedgerMoment moment(QueryParameters query, String name) {
        return query.one(name, text -> read(name, text));
    }

    private LedgerMoment read(String name, String text) throws Parser.InvalidText {
        try {
            return Objects.requireNonNull(moments.read(name, text.replace(' ', '+'), zone));
        } catch (DateTimeException unreadable) {
            throw new Parser.InvalidText("is " + Parser.quoted(text)
                    + "; a position of the history, an instant such as 2026-03-31T09:00:00Z or a day is expected");
        }
    }
}
