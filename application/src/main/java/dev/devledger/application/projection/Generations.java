package dev.devledger.application.projection;

import java.util.Collection;
import java.util.Map;

/** Of which generation the rows of each projection are. */
public interface Generations {

    /**
     * @param generation that of the rows, 0 where nobody knows
     * @param whole whether the tables have the columns that they were built with; with others, as a migration leaves them,
     *     they may be half filled
     */
    record Built(int generation, boolean whole) {
        static final Built UNKNOWN = new Built(0, false);
    }

    /** One of which nothing is known is not in it. */
    Map<String, Built> built(Collection<String> projections);

    /**
     * From here on nobody writes who makes an earlier generation of one of them. Where there is no event yet, the rows are
     * of these at once.
     */
    void ask(Map<String, Integer> generations);

    /** The rows are of these, in the transaction that puts them in place. */
    void put(Map<String, Integer> generations);
}
