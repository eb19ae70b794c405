package dev.devledger.application.sync.guard;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.record.GoneList;
import dev.devledger.application.sync.record.StopReasons;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.link.SyncLinkId;
import dev.devledger.domain.sync.time.EntryLinkCommand;
import dev.devledger.domain.sync.time.EntryLinkId;

/** A person does not agree to what a guard holds: what it is about is kept on both sides, and apart. */
record DeclinedApproval(ChangeSet changes, ConnectedAccount account, LinkBook links) {
    void detach(EntityRef entity) {
        if (entity.kind() == EntityRef.Kind.ENTRY) {
            EntryLinkId entry = new EntryLinkId(account.connector(), account.account(), entity.id());
            changes.send(new EntryLinkCommand.KeepApart(entry, changes.at()));
            return;
        }
        SyncLinkId link = account.link(entity);
        switch (links.find(link).orElse(SyncLink.None.EVER)) {
            case SyncLink.Linked linked -> parted(entity, linked.remote());
            case SyncLink.OutOfScope outside -> part(link);
            case SyncLink.Detached detached -> part(link);
            case SyncLink.Closed closed
            when entity.holdsCards() ->
                new GoneList(account, links, closed.remote().list()).part(changes, StopReasons.REFUSED);
            case SyncLink.None none -> leftOut(link);
            case SyncLink.Closed closed -> leftOut(link);
            // It was begun, and goes on; what a person has been asked about waits for that.
            case SyncLink.Creating creating -> {}
            case SyncLink.Deleting deleting -> {}
            case SyncLink.Stopped stopped -> {}
        }
    }

    /** A card list itself is not kept: it is not there any more, and the next new card has to have one. */
    private void parted(EntityRef entity, RemoteRef object) {
        SyncLinkId link = account.link(entity);
        if (entity.kind() == EntityRef.Kind.LIST) {
            new GoneList(account, links, object.list()).part(changes, StopReasons.REFUSED);
        }
        if (entity.holdsCards()) {
            changes.send(new SyncCommand.Close(link, changes.at()));
        } else {
            part(link);
        }
    }

    private void part(SyncLinkId link) {
        changes.send(new SyncCommand.Part(link, StopReasons.REFUSED, changes.at()));
    }

    /** There is nothing there that it could be apart from. */
    private void leftOut(SyncLinkId link) {
        changes.send(new SyncCommand.Stop(link, StopReasons.REFUSED, changes.at()));
    }
}
