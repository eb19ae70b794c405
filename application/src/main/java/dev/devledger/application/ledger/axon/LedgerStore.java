package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.Ledger.StoreOutage;
import dev.devledger.application.ledger.Ledger.WriteGate;
import org.axonframework.common.transaction.TransactionManager;

/**
 * The store of writes: transactions, the gate before each write, the answers to repeated requests, and the test for an
 * outage.
 */
public record LedgerStore(
        TransactionManager transactions, WriteGate gate, IdempotencyStore answers, StoreOutage outage) {}
