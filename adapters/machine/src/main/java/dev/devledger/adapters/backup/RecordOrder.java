package dev.devledger.adapters.backup;

import dev.devledger.application.backup.LedgerRecord;
import dev.devledger.application.backup.SandboxRow;
import dev.devledger.application.backup.StoredAccount;
import dev.devledger.application.backup.StoredBatch;
import dev.devledger.application.backup.StoredEvent;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In which order records stand, and what of a record can be told without the others. */
final class RecordOrder {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private int kind;
    private long number;

    /** What is wrong with the next record; null where nothing is. */
    @Nullable
    String wrong(LedgerRecord record) {
        return switch (record) {
            case StoredEvent event -> event(event);
            case StoredBatch batch -> batch(batch);
            case StoredAccount account -> others(2);
            case SandboxRow row -> others(3);
        };
    }

    private @Nullable String others(int nextKind) {
        return follows(nextKind, nextKind == kind ? number + 1 : 1)
                ? null
                : "the line is in the wrong place of the file";
    }

    private @Nullable String event(StoredEvent event) {
        if (!follows(0, event.position())) {
            return "the position %d does not follow the one before it".formatted(event.position());
        }
        String previous = event.previousHash();
        if ((event.version() == 0) != (previous == null)) {
            return "only the first event of a stream may have no previous hash";
        }
        return isHash(event.hash()) && (previous == null || isHash(previous))
                ? null
                : "a hash must have 64 hexadecimal digits";
    }

    private @Nullable String batch(StoredBatch batch) {
        if (!follows(1, batch.number())) {
            return "the batch %d does not follow the one before it".formatted(batch.number());
        }
        return isHash(batch.hash()) && isHash(batch.previousHash()) ? null : "a hash must have 64 hexadecimal digits";
    }

    /** Kind after kind, and in each with growing numbers from 1. */
    private boolean follows(int nextKind, long nextNumber) {
        boolean fits = nextKind > kind ? nextNumber > 0 : nextKind == kind && nextNumber > number;
        kind = nextKind;
        number = nextNumber;
        return fits;
    }

    private static boolean isHash(String hex) {
        return HASH.matcher(hex).matches();
    }
}
