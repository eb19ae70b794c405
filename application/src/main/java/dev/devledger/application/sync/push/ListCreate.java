package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.ClosedLists;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.application.sync.cycle.LinkJournal;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.push.PushContext.PushObstacles;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.DesiredObject;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Creates a missing list, and only once: a list whose create was not answered may still turn up, and a person may
 * create the list.
 */
final class ListCreate {
    private final ListSearch sought;
    private final PushContext context;
    private final LinkJournal records;

    ListCreate(ListSearch sought) {
        this.sought = sought;
        this.context = sought.context();
        this.records = context.records();
    }

    TargetList.Availability ask(List<RemoteList> named) {
        if (named.isEmpty()) {
            return sought.mayStillAppear() ? sought.blocked(notKnownYet()) : neverAnswered();
        }
        String reason = named.size() + " lists in " + sought.title() + " are called \"" + sought.name()
                + "\"; rename all but the one that should hold the cards";
        sought.record((id, at) -> new SyncCommand.Stop(id, reason, at));
        return new TargetList.Availability.Blocked(
                reason, PushObstacles.ASKED_AGAIN, false, !records.isAsked(sought.entity()));
    }

    /**
     * Asks a person, who may create the list in the service, have it tried again, or leave it out. If the person was
     * asked before, that question stays.
     */
    private TargetList.Availability neverAnswered() {
        String reason = "the list \"" + sought.name() + "\" could not be created: " + sought.title() + " did not"
                + " answer " + SyncLink.Creating.ATTEMPTS
                + " times, and the list was not found; create it in " + sought.title() + " yourself";
        if (records.neverAnswered(sought.entity()).isPresent()) {
            sought.record((id, at) -> new SyncCommand.Stop(id, reason, at));
        } else {
            sought.put(records.ask(sought.entity(), reason, List.of()));
        }
        return sought.forAPerson(reason);
    }

    TargetList.Availability madeAgain() {
        Optional<ConflictBook.OpenConflict> question =
                sought.link() instanceof SyncLink.Stopped ? records.neverAnswered(sought.entity()) : Optional.empty();
        if (question.isPresent()) {
            SyncLink.Stopped stopped = (SyncLink.Stopped) sought.link();
            return context.calls().now().isBefore(StoppedCreate.nextTry(stopped, question.get()))
                    ? sought.forAPerson(stopped.reason())
                    : create();
        }
        if (sought.mayStillAppear()) {
            return sought.blocked(notKnownYet());
        }
        if (sought.link() instanceof SyncLink.Stopped) {
            sought.record((id, at) -> new SyncCommand.Close(id, at));
        }
        return create();
    }

    /** Creates the list. If the same name was refused before, a second refusal in the same words is not recorded. */
    private TargetList.Availability create() {
        CanonicalContent content = CanonicalContent.list(sought.name());
        boolean wasRefused = sought.link() instanceof SyncLink.None none
                && none.refused() != null
                && none.refused().content().equals(content);
        UUID intent = UUID.randomUUID();
        if (!wasRefused) {
            intend(intent, content);
        }
        return switch (context.calls().write(remote -> remote.createList(sought.name()))) {
            case RemoteAnswer.Ok<RemoteList>(var list) -> {
                context.closed().taken(ClosedLists.LISTS, true);
                yield sought.linkTo(list);
            }
            case RemoteAnswer.NotSent<RemoteList> notSent
            when notSent.hold().isOfOneList() -> {
                sought.record((id, at) -> new SyncCommand.Refuse(id, notSent.reason(), at));
                context.closed().refused(sought.entity(), ClosedLists.LISTS, notSent);
                yield sought.noMore(notSent.reason());
            }
            case RemoteAnswer.Refused<RemoteList>(var reason) -> {
                sought.record((id, at) -> new SyncCommand.Refuse(id, reason, at));
                yield sought.refused("the list \"" + sought.name() + "\" cannot be created: " + reason);
            }
            case RemoteAnswer.NotSent<RemoteList> notSent -> {
                sought.record((id, at) -> new SyncCommand.DropIntent(id, intent, notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
            case RemoteAnswer.Unknown<RemoteList> unknown -> {
                if (wasRefused) {
                    intend(intent, content);
                }
                yield sought.blocked(notKnownYet());
            }
        };
    }

    private void intend(UUID intent, CanonicalContent content) {
        UUID instead = sought.link() instanceof SyncLink.Creating creating ? creating.intent() : null;
        sought.record((id, at) -> new SyncCommand.IntendCreate(id, intent, instead, "", content, at));
    }

    private String notKnownYet() {
        return "it is not known yet whether the list \"" + sought.name() + "\" was created in " + sought.title();
    }

    /**
     * A search for the list of a project or of the cards: its present link, and the reasons why nothing can be put into
     * the list yet.
     */
    static final class ListSearch {
        private final DesiredObject.ContainingList home;
        private final PushContext context;
        private SyncLink link;

        ListSearch(DesiredObject.ContainingList home, PushContext context) {
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

        /** Corrects the link if its intent has a future time: that intent was made while a clock was ahead. */
        void asOfNow() {
            link = context.records().asOfNow(entity(), link, context.calls().now());
        }

        void record(LinkJournal.Fact fact) {
            link = context.records().record(entity(), fact);
        }

        TargetList.Availability linkTo(RemoteList list) {
            RemoteRef ref = new RemoteRef(list.id(), list.id());
            record((id, at) -> new SyncCommand.Link(id, ref, CanonicalContent.list(list.name()), at));
            return new TargetList.Availability.Ready(list.id());
        }

        /** True until enough time has passed for two retries, one settle time apart, to have seen the list. */
        boolean mayStillAppear() {
            return link instanceof SyncLink.Creating creating
                    && context.calls()
                            .now()
                            .isBefore(creating.at()
                                    .plus(context.settings().settle().multipliedBy(2)));
        }

        TargetList.Availability lookedAtFirst(String reason) {
            return new TargetList.Availability.Blocked(
                    reason + "; its tasks are read first", context.settings().settle(), false, true);
        }

        TargetList.Availability noMore(@Nullable String reason) {
            return new TargetList.Availability.Blocked(
                    "the list \"" + name() + "\" cannot be created: " + reason,
                    context.closed().left(ClosedLists.LISTS),
                    false,
                    false);
        }

        TargetList.Availability blocked(String reason) {
            return new TargetList.Availability.Blocked(
                    reason, context.settings().settle(), false, false);
        }

        TargetList.Availability refused(String reason) {
            return new TargetList.Availability.Blocked(
                    reason, context.settings().settle(), true, false);
        }

        /** Waits for a person, but only a short time, as the person may settle the matter in the service. */
        TargetList.Availability forAPerson(String reason) {
            return new TargetList.Availability.Blocked(
                    reason + "; " + PushObstacles.ASKED, PushObstacles.ASKED_AGAIN, false, false);
        }
    }
}
