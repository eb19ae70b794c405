package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.SyncLinkId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The newest state of each link, built from the links' events: the rows of {@code sync_links}. */
public interface LinkBook {
    Optional<SyncLink> find(SyncLinkId link);

    /** Those that are there, in one statement. */
    Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities);

    /** Which of these remote ids some entity is linked to already. */
    Set<String> taken(ConnectedAccount account, Collection<String> remoteIds);

    void put(SyncLinkId link, SyncLink state);
}
