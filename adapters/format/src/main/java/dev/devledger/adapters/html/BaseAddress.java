package dev.devledger.adapters.html;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * The address under which a request reached this server, such as {@code https://ledger.example}. What a proxy says
 * about the address counts only if the container is configured to trust the proxy.
 */
public final class BaseAddress {
    private BaseAddress() {}

    public static String of(HttpServletRequest request) {
        String scheme = request.getScheme().toLowerCase(Locale.ROOT);
        int port = request.getServerPort();
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port);
    }
}
