package dev.devledger.application.sync.push;

import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.Wanted;
import org.jspecify.annotations.Nullable;

/** A list that is looked for: what its link is by now, and why nothing can be put into it yet. */
final class SoughtList {
    private final Wanted.Home home;
    private final PushContext context;
    private SyncLink link;

    SoughtList(Wanted.Home home, PushContext context) {
        this.home = home;
        this.context = context;
        this.link = context.link(home.list());
    }

    EntityRef entity() {
        return home.list();
    }

    String name() {
        return home.name();
    }

    String title() {
        return context.title();
    }

    PushContext context() {
        return context;
    }

    SyncLink link() {
        return link;
    }

    void put(SyncLink asked) {
        link = asked;
    }

    /** What was meant at a time that is not yet was meant while a clock was ahead. */
    void asOfNow() {
        link = context.records().asOfNow(entity(), link, context.calls().now());
    }

    void record(LinkJournal.Fact fact) {
        link = context.records().record(entity(), fact);
    }

    TargetList.Found linkTo(RemoteList list) {
        RemoteRef ref = new RemoteRef(list.id(), list.id());
        record((id, at) -> new SyncCommand.Link(id, ref, Canonical.list(list.name()), at));
        return new TargetList.Found.Ready(list.id());
    }

    /** The reads of two retries, a settle time apart, have not seen it by then. */
    boolean mayStillAppear() {
        return link instanceof SyncLink.Creating creating
                && context.calls()
                        .now()
                        .isBefore(creating.at().plus(context.settings().settle().multipliedBy(2)));
    }

    TargetList.Found lookedAtFirst(String reason) {
        return new TargetList.Found.Blocked(
                reason + "; its tasks are read first", context.settings().settle(), false, true);
    }

    TargetList.Found noMore(@Nullable String reason) {
        return new TargetList.Found.Blocked(
                "the list \"" + name() + "\" cannot be created: " + reason,
                context.closed().left(ClosedLists.LISTS),
                false,
                false);
    }

    TargetList.Found blocked(String reason) {
        return new TargetList.Found.Blocked(reason, context.settings().settle(), false, false);
    }

    TargetList.Found refused(String reason) {
        return new TargetList.Found.Blocked(reason, context.settings().settle(), true, false);
    }

    /** Who does something about it there need not wait for long. */
    TargetList.Found forAPerson(String reason) {
        return new TargetList.Found.Blocked(
                reason + "; " + PushObstacles.ASKED, PushObstacles.ASKED_AGAIN, false, false);
    }
}
