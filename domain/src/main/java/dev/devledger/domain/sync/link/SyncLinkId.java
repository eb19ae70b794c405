package dev.devledger.domain.sync.link;

import dev.devledger.domain.sync.content.EntityRef;
import java.util.Locale;

/** Which entity in which account of which connected system. */
public record SyncLinkId(String connector, String account, EntityRef entity) {
    /** The event stream of this link. */
    public String address() {
        return "link-" + connector + "-" + account + "-" + entity.kind().name().toLowerCase(Locale.ROOT) + "-"
                + entity.id();
    }
}
