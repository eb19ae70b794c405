package dev.devledger.application.sync;

import dev.devledger.domain.sync.ConflictId;
import dev.devledger.domain.sync.Dispute;
import dev.devledger.domain.sync.EntityRef;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The conflicts as the newest events have them. */
public interface ConflictBook {

    /** One that was raised, and neither resolved nor let go: it waits, or a policy has settled it for the time being. */
    record Standing(ConflictId id, EntityRef entity, Dispute dispute, Instant firstSeenAt) {}

    /** In one statement. */
    List<Standing> standing(ConnectedAccount account, Collection<EntityRef> entities);
}
