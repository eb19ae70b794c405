package dev.devledger.application.sync;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.domain.shared.Rejection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists remote objects that could not be taken over, for people. */
public record UnimportedObjectList(Connectors connectors, UnimportedObjects left) {

    /** {@code list} and {@code remoteId} are remote ids; if the item itself is a list, both are its id. */
    public record Item(
            String connector, @Nullable String name, String list, String remoteId, String reason, Instant since) {}

    /** Lists the items of that connector, or of all connectors; for each connector, the oldest first. */
    public List<Item> list(@Nullable String connector) {
        return connectors.accounts(connector).stream()
                .flatMap(account -> left.told(account).stream().map(each -> item(account, each)))
                .toList();
    }

    /** Hides an item until the reason for leaving it out changes. */
    public Item dismiss(String connector, String id) {
        ConnectedAccount account = connectors.accounts(connector).getFirst();
        Item item = left.told(account).stream()
                .filter(each -> each.id().equals(id))
                .map(each -> item(account, each))
                .findFirst()
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "Nothing of " + connector
                                + " is left out under this id. GET /api/sync/left-out lists what is."));
        left.dismiss(account, id);
        return item;
    }

    private static Item item(ConnectedAccount account, UnimportedObjects.UnimportedObject left) {
        return new Item(account.connector(), left.name(), left.list(), left.id(), left.reason(), left.since());
    }
}
