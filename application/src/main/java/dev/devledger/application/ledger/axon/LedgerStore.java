package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.StoreOutage;
import dev.devledger.application.ledger.WriteGate;
import org.axonframework.common.transaction.TransactionManager;

/** Where writes are stored: their transactions and the gate before them, what was answered, and what tells of an outage. */
public record LedgerStore(
        TransactionManager transactions, WriteGate gate, IdempotencyStore answers, StoreOutage outage) {}
