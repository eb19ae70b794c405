package dev.devledger.adapters.rest.http;

import dev.devledger.application.ledger.IdempotencyKey;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerMapping;

/** The key with which a write may be sent again, and the digest that tells whether it is the same write. */
public final class RequestKey {
    private RequestKey() {}

    /** {@code digest} has all of the body in it. */
    public static @Nullable IdempotencyKey of(HttpServletRequest request, MessageDigest digest) {
        String key = sane(request);
        if (key == null) {
            return null;
        }
        String route = request.getMethod() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String hash = HexFormat.of().formatHex(digest.digest());
        return new IdempotencyKey(RequestCaller.known(request).id() + " " + route, key, hash);
    }

    public static @Nullable String sane(HttpServletRequest request) {
        String key = request.getHeader("Idempotency-Key");
        if (key != null && !key.matches("[\\x21-\\x7e]{1,64}")) {
            throw Rejection.invalid("Idempotency-Key", "must be 1 to 64 visible ASCII characters without spaces");
        }
        return key;
    }

    /**
     * Of what is asked for, before the body. If-Match is no part of it: a repeat is answered as the first was, whatever the
     * version is by then.
     */
    public static MessageDigest digest(HttpServletRequest request) {
        MessageDigest digest = Sha256.digest();
        String query = request.getQueryString();
        for (String part : List.of(request.getMethod(), request.getRequestURI(), query == null ? "" : query)) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return digest;
    }
}
