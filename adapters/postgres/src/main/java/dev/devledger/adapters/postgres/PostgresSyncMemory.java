package dev.devledger.adapters.postgres;

import dev.devledger.adapters.postgres.sync.PostgresCallBudget;
import dev.devledger.adapters.postgres.sync.PostgresConflictBook;
import dev.devledger.adapters.postgres.sync.PostgresConnectorStates;
import dev.devledger.adapters.postgres.sync.PostgresConnectorStates.PostgresFeedCursors;
import dev.devledger.adapters.postgres.sync.PostgresConnectorStates.PostgresLinkedOwners;
import dev.devledger.adapters.postgres.sync.PostgresCycles;
import dev.devledger.adapters.postgres.sync.PostgresCycles.PostgresLease;
import dev.devledger.adapters.postgres.sync.PostgresEntryLinkBook;
import dev.devledger.adapters.postgres.sync.PostgresEntryLinkBook.PostgresPendingTimeEntries;
import dev.devledger.adapters.postgres.sync.PostgresLinkBook;
import dev.devledger.adapters.postgres.sync.PostgresPendingApprovals;
import dev.devledger.adapters.postgres.sync.PostgresPendingHints;
import dev.devledger.adapters.postgres.sync.PostgresPendingNotes;
import dev.devledger.adapters.postgres.sync.PostgresPendingWork;
import dev.devledger.adapters.postgres.sync.PostgresPendingWork.PostgresSyncLag;
import dev.devledger.adapters.postgres.sync.PostgresSealedSecrets;
import dev.devledger.adapters.postgres.sync.PostgresSuspectedAbsences;
import dev.devledger.adapters.postgres.sync.PostgresSuspectedAbsences.PostgresListClosures;
import dev.devledger.adapters.postgres.sync.PostgresSuspectedAbsences.PostgresUnimportedObjects;
import dev.devledger.application.connection.AccountTokens.SameOwner.LinkedOwners;
import dev.devledger.application.connection.AccountTokens.SecretStore.SealedSecrets;
import dev.devledger.application.sync.connector.SharedCallBudget.CallLogs;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.FeedCursors;
import dev.devledger.application.sync.memory.Cycles.Lease;
import dev.devledger.application.sync.memory.Cycles.PendingHints;
import dev.devledger.application.sync.memory.EntryLinkBook;
import dev.devledger.application.sync.memory.EntryLinkBook.PendingTimeEntries;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.LinkBook.ListClosures;
import dev.devledger.application.sync.memory.LinkBook.SuspectedAbsences;
import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.application.sync.memory.PendingWork.SyncLag;

/** The memory of the sync, and the credentials of its accounts. */
public final class PostgresSyncMemory extends PostgresModule {
    public final LinkBook linkBook = new PostgresLinkBook(dataSource, json);
    public final ConflictBook conflictBook = new PostgresConflictBook(rowWrites, json);
    public final PendingApprovals holds = new PostgresPendingApprovals(rowWrites, json, transactions);
    public final PendingWork syncWork = new PostgresPendingWork(rowWrites);
    public final PendingNotes noteWork = new PostgresPendingNotes(rowWrites);
    public final EntryLinkBook entryLinkBook = new PostgresEntryLinkBook(rowWrites, json);
    public final PendingTimeEntries timeWork = new PostgresPendingTimeEntries(rowWrites);
    public final SyncLag syncLag = new PostgresSyncLag(jdbc, json);
    public final Cycles cycles = new PostgresCycles(rowWrites, json);
    public final SuspectedAbsences doubts = new PostgresSuspectedAbsences(rowWrites);
    public final Lease lease = new PostgresLease(jdbc);
    public final CallLogs callLogs = account -> new PostgresCallBudget(dataSource, account);
    public final ListClosures closures = new PostgresListClosures(rowWrites);
    public final UnimportedObjects leftObjects = new PostgresUnimportedObjects(rowWrites);
    public final FeedCursors feedCursors = new PostgresFeedCursors(rowWrites);
    public final PendingHints pendingHints = new PostgresPendingHints(rowWrites);
    public final ConnectorStates connectorStates = new PostgresConnectorStates(rowWrites);
    public final SealedSecrets sealedSecrets = new PostgresSealedSecrets(jdbc, transactions);
    public final LinkedOwners knownOwners = new PostgresLinkedOwners(jdbc);

    public PostgresSyncMemory(PostgresTables tables) {
        super(tables.dataSource, tables.transactions);
    }
}
