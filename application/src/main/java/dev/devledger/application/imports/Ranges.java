package dev.devledger.application.imports;

import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;

/** Numbers that grow, a range after the other. */
public final class Ranges implements PrimitiveIterator.OfLong {
    /** From the first to the last, both counted. */
    public record Range(long first, long last) {}

    private final Iterator<Range> rest;
    private long next = 1;
    private long last;

    public Ranges(List<Range> ranges) {
        rest = List.copyOf(ranges).iterator();
    }

    @Override
    public boolean hasNext() {
        return next <= last || rest.hasNext();
    }

    @Override
    public long nextLong() {
        if (next > last) {
            Range range = rest.next();
            next = range.first();
            last = range.last();
        }
        return next++;
    }
}
