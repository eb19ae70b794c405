package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.SyncSettings;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.domain.sync.link.PastValues;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Which values of an object's past still count. A read may be old for a settle time. What was sent without an answer comes
 * to pass within one, and is to be seen within another: then the first complete read has told what became of it.
 */
public final class RecentValues {
    private final Duration settle;
    private final Supplier<Map<String, Cycles.Read>> reads;

    /** {@code reads} are the last complete reads of each list, asked for where there is a past. */
    public RecentValues(SyncSettings settings, Supplier<Map<String, Cycles.Read>> reads) {
        this.settle = settings.settle();
        this.reads = reads;
    }

    /** As links are for a look that begins then. */
    public UnaryOperator<SyncLink> at(Instant look) {
        return link -> link instanceof SyncLink.Linked linked ? at(look, linked) : link;
    }

    public SyncLink.Linked at(Instant look, SyncLink.Linked linked) {
        return linked.remembering(past ->
                past.late() ? isOpen(linked, past) : past.at().plus(settle).isAfter(look));
    }

    private boolean isOpen(SyncLink.Linked linked, PastValues write) {
        Cycles.Read last = reads.get().get(linked.remote().list());
        return last == null
                || last.readAt() == null
                || write.at().plus(settle.multipliedBy(2)).isAfter(last.readAt());
    }
}
