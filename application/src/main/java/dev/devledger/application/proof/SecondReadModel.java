package dev.devledger.application.proof;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place where the read model can be built once more, beside the live one. */
public interface SecondReadModel {

    /** Makes empty tables for these projections; what a run that was killed left behind is dropped. */
    Copy create(Set<String> projections);

    /** Ends with its tables dropped. */
    interface Copy extends AutoCloseable {

        /** Runs it in one transaction in which the projections' statements go to the copy. */
        void apply(Runnable batch);

        /**
         * Keeps writers waiting for a moment, in which it runs the last batch and looks at both sides; compares them
         * while all goes on. Null, with nothing done, where a write takes so long that the others would have to wait.
         *
         * @param ofEvents how events differ; rows of what these are of are left out, as they can differ for that alone
         */
        @Nullable
        Comparison compare(Runnable lastBatch, List<Difference> ofEvents);

        @Override
        void close();
    }

    /**
     * The rows of each live table, and what differs: in the history, where each event has its row, before all other tables,
     * and in the order of the key. Where the history shows that events differ, nothing is said of the rows of what these
     * are of.
     */
    record Comparison(Map<String, Long> rows, List<Difference> differences, long untold) {}
}
