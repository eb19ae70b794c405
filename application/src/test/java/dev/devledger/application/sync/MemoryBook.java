package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import dev.devledger.domain.sync.RemoteRef;
import dev.devledger.domain.sync.SyncLink;
import dev.devledger.domain.sync.SyncLinkId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class MemoryBook implements LinkBook {
    private final Map<SyncLinkId, SyncLink> links = new HashMap<>();

    @Override
    public Optional<SyncLink> find(SyncLinkId link) {
        return Optional.ofNullable(links.get(link));
    }

    @Override
    public Map<EntityRef, SyncLink> findAll(ConnectedAccount account, Collection<EntityRef> entities) {
        Map<EntityRef, SyncLink> found = new HashMap<>();
        entities.forEach(each -> find(account.link(each)).ifPresent(link -> found.put(each, link)));
        return found;
    }

    @Override
    public Set<String> taken(ConnectedAccount account, Collection<String> remoteIds) {
        Set<String> taken = new HashSet<>();
        for (SyncLink link : links.values()) {
            RemoteRef remote =
                    switch (link) {
                        case SyncLink.Linked linked -> linked.remote();
                        case SyncLink.Deleting deleting -> deleting.remote();
                        case SyncLink.Closed closed -> closed.remote();
                        case SyncLink.Detached detached -> detached.remote();
                        default -> null;
                    };
            if (remote != null && remoteIds.contains(remote.id())) {
                taken.add(remote.id());
            }
        }
        return taken;
    }

    @Override
    public void put(SyncLinkId link, SyncLink state) {
        links.put(link, state);
    }
}
