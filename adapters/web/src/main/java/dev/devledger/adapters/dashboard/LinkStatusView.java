package dev.devledger.adapters.dashboard;

import dev.devledger.adapters.dashboard.frame.ShownInstant;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of an entity's link to a service, with advice if the link is not healthy.
 *
 * @param reason the reason in the words of the service, or of the user who stopped the link; null without a reason
 * @param todo the advice; null without advice
 * @param there the address of the entity's page in the service; null without one
 * @param warnings the differences between the ledger and the service
 */
public record LinkStatusView(
        String service,
        String state,
        String words,
        @Nullable String reason,
        @Nullable String todo,
        @Nullable String there,
        List<LinkView.Warning> warnings) {
    private static final Set<String> LOOSE = Set.of("detached", "out-of-scope", "closed");
    private static final PageRequest LAST = new PageRequest(1, null);

    static List<LinkStatusView> of(
            UUID entity, List<LinkView> links, Connectors connectors, HistoryQueries history, Instant now) {
        // The event does not name the service, so the time is unknown if two links are detached.
        boolean one = links.stream().filter(LinkStatusView::isDetached).count() == 1;
        return links.stream()
                .map(link -> of(
                        connectors.titleOrName(link.connector()),
                        link,
                        one && isDetached(link) ? detached(entity, history) : null,
                        now))
                .toList();
    }

    /** @param detached the time when the link was detached; null if unknown, or if the link is not detached */
    static LinkStatusView of(String service, LinkView link, @Nullable Instant detached, Instant now) {
        return new LinkStatusView(
                service,
                link.state(),
                words(link, detached, now),
                link.reason(),
                todo(link.state()),
                Href.of(link.remoteUrl()),
                link.warnings());
    }

    private static @Nullable Instant detached(UUID entity, HistoryQueries history) {
        HistoryFilter filter = HistoryFilter.ALL
                .with(HistoryFilter.ENTITY, entity)
                .with(HistoryFilter.SYNC, true)
                .with(HistoryFilter.EVENT, "sync.detached");
        return history.list(filter, LAST).items().stream()
                .map(HistoryView::at)
                .findFirst()
                .orElse(null);
    }

    private static boolean isDetached(LinkView link) {
        return link.state().equals("detached");
    }

    private static String words(LinkView link, @Nullable Instant detached, Instant now) {
        String ago = link.syncedAt() == null ? null : new ShownInstant(link.syncedAt(), now).ago();
        return switch (link.state()) {
            case "pending" -> "waiting to be sent" + (ago == null ? "" : ", last synced " + ago);
            case "synced" -> "synced" + (ago == null ? "" : " " + ago);
            case "conflict" -> "in conflict with Devledger";
            case "refused" -> "refused the last change from Devledger";
            case "detached" ->
                "no longer linked" + (detached == null ? "" : " since " + new ShownInstant(detached, now).dateTime());
            case "out-of-scope" -> "moved out of the lists that Devledger syncs";
            case "closed" -> "closed in the service";
            default -> link.state();
        };
    }

    private static @Nullable String todo(String state) {
        return switch (state) {
            case "refused" -> "Change it in Devledger, and Devledger sends it again.";
            case "detached" -> "Devledger and the service each keep their own values.";
            case "out-of-scope" -> "The sync goes on when you move it back.";
            default -> null;
        };
    }

    /** Returns the services in which a local deletion also deletes the entity. */
    static List<String> kept(List<LinkStatusView> links) {
        return links.stream()
                .filter(link -> !LOOSE.contains(link.state()))
                .map(LinkStatusView::service)
                .toList();
    }

    boolean isConflict() {
        return state.equals("conflict");
    }

    /** Checks an address that other people wrote before it becomes a link. */
    public static final class Href {
        private Href() {}

        /**
         * Returns the address of a web page; null for any other address, as an address that a browser would execute is
         * only shown as text.
         */
        @Nullable
        public static String of(@Nullable String text) {
            if (text == null) {
                return null;
            }
            try {
                URI address = URI.create(text.strip());
                String scheme =
                        address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
                boolean web = scheme.equals("http") || scheme.equals("https");
                return web && address.getHost() != null ? address.toASCIIString() : null;
            } catch (IllegalArgumentException noAddress) {
                return null;
            }
        }
    }
}
