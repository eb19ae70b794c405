package dev.devledger.adapters.dashboard.frame;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An address that somebody else wrote, as a link may have it. */
public final class Href {
    private Href() {}

    /** Null where it is anything but a page of the web: what a browser would run is only ever shown as text. */
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
