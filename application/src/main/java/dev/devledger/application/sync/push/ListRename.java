package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.cycle.CycleStopped;
import dev.devledger.domain.sync.content.Canonical;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.RemoteList;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Reconciliation;
import java.util.Optional;
import java.util.UUID;

/** Gives a list the name of its project. */
record ListRename(PushState item) {
    /** A name that was changed there too is for a cycle that reads it. */
    PushOutcome name(SyncLink.Linked linked, Canonical content, String list) {
        if (content.title().equals(linked.base().title()) && linked.sent().isEmpty()) {
            return item.agreed();
        }
        return item.listAnswered(item.calls().lists(), lists -> {
            Optional<RemoteList> there =
                    lists.stream().filter(each -> each.id().equals(list)).findFirst();
            Canonical now = Canonical.list(
                    item.words().listName(there.map(RemoteList::name).orElse("")));
            if (there.isPresent() && now.title().equals(content.title())) {
                item.record((id, at) -> new SyncCommand.Acknowledge(id, now, at));
                return item.agreed();
            }
            if (there.isEmpty() || Reconciliation.changedByOthers(linked, now)) {
                item.askForFull();
                return item.later(
                        "its list was renamed or deleted in " + item.title() + " as well",
                        item.settings().pollOrSettle(),
                        true);
            }
            return rename(now, content, list);
        });
    }

    /** On record before it is sent: where its answer is lost, the new name there is known to be ours. */
    private PushOutcome rename(Canonical there, Canonical content, String list) {
        CanonicalChanges changes = CanonicalChanges.between(there, content);
        Optional<UUID> open = item.link() instanceof SyncLink.Linked linked
                ? linked.open(changes).map(SyncLink.Sent::intent)
                : Optional.empty();
        UUID intent = open.orElseGet(UUID::randomUUID);
        if (open.isEmpty()) {
            item.record((id, at) -> new SyncCommand.IntendPush(id, intent, changes, at));
        }
        return switch (item.calls()
                .write(remote -> remote.renameList(list, content.title()))
                .refusedByList()) {
            case RemoteAnswer.Ok<RemoteList>(var renamed) -> {
                item.count();
                Canonical now = Canonical.list(item.words().listName(renamed.name()));
                // Of an earlier sending that tells nothing: it may come to pass yet.
                UUID answered = open.isEmpty() ? intent : UUID.randomUUID();
                item.record((id, at) -> new SyncCommand.Acknowledge(id, now, answered, at));
                yield item.agreed();
            }
            case RemoteAnswer.Refused<RemoteList>(var reason) -> {
                item.record((id, at) -> new SyncCommand.Refuse(id, intent, reason, at));
                yield item.later(reason, PushState.REFUSED, true);
            }
            case RemoteAnswer.NotSent<RemoteList> notSent -> {
                item.record((id, at) -> new SyncCommand.DropIntent(id, intent, notSent.reason(), at));
                throw CycleStopped.held(notSent);
            }
            case RemoteAnswer.Unknown<RemoteList>(var reason) ->
                item.later(
                        "it is not known whether it was renamed in " + item.title() + ": " + reason,
                        item.settings().settle(),
                        true);
        };
    }
}
