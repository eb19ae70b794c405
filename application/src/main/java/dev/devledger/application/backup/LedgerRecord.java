package dev.devledger.application.backup;

import dev.devledger.application.backup.BackupFiles.BackupFailure;
import dev.devledger.application.backup.LedgerRecord.StoredEvent.Hex;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A record of a ledger: everything else in a ledger is built from its records. */
public sealed interface LedgerRecord
        permits LedgerRecord.StoredEvent,
                LedgerRecord.StoredBatch,
                LedgerRecord.StoredAccount,
                LedgerRecord.SandboxRow {

    /** All records of a ledger, in the order in which they can be put into another ledger. */
    interface LedgerReader {
        /**
         * Reads each record once: the ledger as it was at one moment. First the events in the order of their positions,
         * then the batches in the order of their numbers, then the accounts, then the sandbox. Writers go on meanwhile;
         * none of them can still add an event before the last one that was read.
         *
         * @throws BackupFailure if a write takes so long that the last event cannot be determined
         */
        void read(Consumer<LedgerRecord> each);
    }

    /**
     * An event as it is stored, to the last letter: its hash is over these very texts.
     *
     * @param version its number in the stream, from 0
     * @param occurredAt an instant as it was written
     * @param payload JSON, as the text that was stored
     * @param metadata JSON, as the text that was stored
     * @param previousHash the hash of the event before it in its stream, in hex; null for the first
     * @param hash in hex
     */
    record StoredEvent(
            long position,
            String stream,
            long version,
            @Nullable String streamType,
            String id,
            String type,
            @Nullable String revision,
            String occurredAt,
            String payload,
            String metadata,
            @Nullable String previousHash,
            String hash)
            implements LedgerRecord {
        public StoredEvent {
            Objects.requireNonNull(stream, "stream");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(occurredAt, "occurredAt");
            Objects.requireNonNull(payload, "payload");
            Objects.requireNonNull(metadata, "metadata");
            Objects.requireNonNull(hash, "hash");
            Hex.require(hash, "hash");
            if (previousHash != null) {
                Hex.require(previousHash, "previousHash");
            }
        }

        /** Bytes in hex, as records have them. */
        static final class Hex {

            private Hex() {}

            static void require(String text, String name) {
                boolean whole = text.length() % 2 == 0;
                for (int i = 0; whole && i < text.length(); i++) {
                    whole = HexFormat.isHexDigit(text.charAt(i));
                }
                if (!whole) {
                    throw new IllegalArgumentException(name + " is not in hex");
                }
            }
        }
    }

    /**
     * A sealed batch, a link of the chain over all events (ADR 0016). It is exported so that the chain keeps its head.
     *
     * @param previousHash the hash of the batch before it, in hex
     * @param hash in hex
     */
    record StoredBatch(
            long number,
            long firstPosition,
            long lastPosition,
            long count,
            String previousHash,
            String hash,
            Instant sealedAt)
            implements LedgerRecord {
        public StoredBatch {
            Objects.requireNonNull(previousHash, "previousHash");
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(sealedAt, "sealedAt");
            Hex.require(previousHash, "previousHash");
            Hex.require(hash, "hash");
        }
    }

    /** The remote account with which the links are, if the remote has reported it (ADR 0009): no event contains it. */
    record StoredAccount(String connector, String account, String remoteAccount) implements LedgerRecord {
        public StoredAccount {
            Objects.requireNonNull(connector, "connector");
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(remoteAccount, "remoteAccount");
        }
    }

    /**
     * A row of the sandbox, the service that Devledger itself provides. Its rows are exported with the links: if the
     * sandbox were empty, all cards would look deleted to the ledger.
     *
     * @param table one of {@link #TABLES}
     * @param row its columns, as a JSON object
     */
    record SandboxRow(String table, String row) implements LedgerRecord {
        /** The exported tables. The tables of tokens are left out, as tokens are valid in one installation only. */
        public static final List<String> TABLES =
                List.of("account", "project", "task", "project_group", "board_column", "tag", "task_comment");

        public SandboxRow {
            Objects.requireNonNull(row, "row");
            if (!TABLES.contains(table)) {
                throw new IllegalArgumentException("The sandbox has no table " + table);
            }
        }
    }
}
