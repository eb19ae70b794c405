package dev.devledger.application.sync.record;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.StoredReason;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;

/** The reasons of links that are stopped as a person decided, so that no person is asked again. */
public final class StopReasons {
    public static final String REFUSED = "a person has refused what was to be done with it";
    public static final String LEFT_OUT = "A person left it out of the sync: ";

    private StopReasons() {}

    public static boolean isOfAPerson(SyncLink.Stopped stopped) {
        return stopped.reason().equals(REFUSED) || isLeftOut(stopped);
    }

    /** True if a person was asked about the entity, and has left it out of the sync. */
    public static boolean isLeftOut(SyncLink.Stopped stopped) {
        return stopped.reason().startsWith(LEFT_OUT);
    }

    /** The contents of a list that does not exist any more, while a person decides on the list. */
    public record MissingList(ConnectedAccount account, LinkBook book, String list) {
        public static final StoredReason REASON =
                new StoredReason("its list no longer exists in %s", "its list is not there any more");

        /**
         * Parts the entities of the contents from the sync, so that they wait until the list is decided: looked up one
         * by one they would be deleted one by one.
         */
        public void part(ChangeSet changes, String reason) {
            contents().stream()
                    .filter(each -> each.link() instanceof SyncLink.Linked)
                    .forEach(each ->
                            changes.send(new SyncCommand.DetachUntilDecision(account.link(each.entity()), reason, changes.at())));
        }

        /**
         * Closes the links of contents that were parted because of the missing list, and returns these entities, which
         * can be created again. Contents parted for another reason stay parted.
         */
        public List<EntityRef> close(ChangeSet changes) {
            List<EntityRef> closed = contents().stream()
                    .filter(each -> each.link() instanceof SyncLink.Detached detached
                            && detached.stays()
                            && REASON.isSaidIn(detached.reason()))
                    .map(LinkBook.Entry::entity)
                    .toList();
            closed.forEach(each -> changes.send(new SyncCommand.Close(account.link(each), changes.at())));
            return closed;
        }

        private List<LinkBook.Entry> contents() {
            return book.inLists(account, List.of(list)).stream()
                    .filter(each -> each.entity().kind() != EntityRef.Kind.LIST)
                    .toList();
        }
    }
}
