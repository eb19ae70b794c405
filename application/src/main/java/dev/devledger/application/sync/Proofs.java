package dev.devledger.application.sync;

import dev.devledger.domain.sync.RemoteRef;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found of the objects whose deletion a guard holds. A person may take days to answer, and to look at each of
 * them in each cycle would use up the calls of all else. Before anything is done on such a proof it is looked at anew. Not
 * kept over a restart.
 */
final class Proofs {
    record Proof(LookUps.Found found, Instant at) {}

    private Map<RemoteRef, Proof> proofs = Map.of();

    @Nullable
    Proof of(RemoteRef object) {
        return proofs.get(object);
    }

    /** These, and no others. */
    void keep(Map<RemoteRef, Proof> held) {
        proofs = Map.copyOf(held);
    }
}
