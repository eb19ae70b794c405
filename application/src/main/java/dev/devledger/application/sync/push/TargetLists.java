package dev.devledger.application.sync.push;

import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.read.LockedLists;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.Wanted;
import java.util.HashMap;
import java.util.Map;

/** The lists of one pass, each looked for once. */
final class TargetLists {
    private final LockedLists read;
    private final ClosedLists closed;
    private final Map<EntityRef, TargetList> known = new HashMap<>();

    TargetLists(LockedLists read, ClosedLists closed) {
        this.read = read;
        this.closed = closed;
    }

    /** Those that take nothing, or nothing new. */
    ClosedLists closed() {
        return closed;
    }

    /** The list, made where it is missing. */
    TargetList.Found find(Wanted.Home home, PushContext context) {
        return known.computeIfAbsent(home.list(), list -> new TargetList(home, context, read))
                .find();
    }
}
