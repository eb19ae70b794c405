package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.ChangeSet.NewId;
import org.axonframework.common.IdentifierFactory;

/** The ids of Axon's events, in the order of time too. Axon finds this class as a service. */
public final class OrderedIdentifiers extends IdentifierFactory {
    @Override
    public String generateIdentifier() {
        return NewId.next().toString();
    }
}
