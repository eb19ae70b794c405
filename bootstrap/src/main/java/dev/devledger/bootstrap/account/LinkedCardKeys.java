package dev.devledger.bootstrap.account;

import dev.devledger.adapters.sandbox.ticktick.common.CardKeys;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Finds the keys of the projects and tasks that are linked with the sandbox's cards and lists. */
public record LinkedCardKeys(ConnectedAccount account, LinkBook links, Labels labels) implements CardKeys {
    @Override
    public Map<String, String> of(Collection<String> ids) {
        Map<String, UUID> linked = new HashMap<>();
        for (LinkBook.Entry entry : links.ofRemote(account, ids)) {
            if (entry.link() instanceof SyncLink.Linked link) {
                linked.put(link.remote().id(), entry.entity().id());
            }
        }
        Map<UUID, Label> called = labels.of(linked.values());
        Map<String, String> keys = new HashMap<>();
        linked.forEach((id, entity) -> {
            Label label = called.get(entity);
            if (label != null) {
                keys.put(id, label.key());
            }
        });
        return keys;
    }
}
