package dev.devledger.adapters.mcp.direct;

import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.domain.shared.Rejection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What {@link IdempotencyStore#once} promises, for one caller at a time. */
public final class MemoryIdempotencyStore implements IdempotencyStore {
    private record Place(String scope, String key) {}

    private record Kept(String hash, Optional<SavedAnswer> saved) {}

    private final Map<Place, Kept> kept = new HashMap<>();

    @Override
    public Optional<SavedAnswer> claim(IdempotencyKey key) {
        throw new UnsupportedOperationException("nothing here is a change of the ledger");
    }

    @Override
    public void save(IdempotencyKey key, SavedAnswer saved) {
        throw new UnsupportedOperationException("nothing here is a change of the ledger");
    }

    @Override
    public SavedAnswer once(IdempotencyKey key, Supplier<SavedAnswer> work) {
        Place place = new Place(key.scope(), key.key());
        Kept before = kept.putIfAbsent(place, new Kept(key.requestHash(), Optional.empty()));
        if (before != null) {
            if (!before.hash().equals(key.requestHash())) {
                throw Rejection.of(Rejection.Code.IDEMPOTENCY_MISMATCH, "The key belongs to another request.");
            }
            return before.saved()
                    .orElseThrow(
                            () -> Rejection.of(Rejection.Code.CONFLICT_STATE, "Nobody knows whether it was done."));
        }
        try {
            SavedAnswer saved = work.get();
            kept.put(place, new Kept(key.requestHash(), Optional.of(saved)));
            return saved;
        } catch (Rejection nothingDone) {
            kept.remove(place);
            throw nothingDone;
        }
    }

    @Override
    public int forgetOld() {
        return 0;
    }
}
