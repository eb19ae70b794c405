package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.ChangeSet.NewId;
import org.axonframework.common.IdentifierFactory;

/** Generates the ids of Axon's events in the order of time, like other ids. Axon finds this class as a service. */
public final class OrderedIdentifiers extends IdentifierFactory {
    @Override
    public String generateIdentifier() {
        return NewId.next().toString();
    }
}
