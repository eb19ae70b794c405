package dev.devledger.domain.sync;

import java.util.Locale;

/** Which entity in which connected system. */
public record SyncLinkId(String connector, EntityRef entity) {
    /** The event stream of this link. */
    public String address() {
        return "link-" + connector + "-" + entity.kind().name().toLowerCase(Locale.ROOT) + "-" + entity.id();
    }
}
