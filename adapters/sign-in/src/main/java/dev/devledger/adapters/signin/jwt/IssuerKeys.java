package dev.devledger.adapters.signin.jwt;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.devledger.adapters.signin.jwt.CachedIssuerKeys.KeyFetch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an issuer's keys, from a configured address or from the address in the issuer's metadata. It follows no
 * redirects, and limits the time and the size of answers.
 */
final class IssuerKeys implements KeyFetch {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 512 * 1024;

    private final @Nullable URI issuer;
    private final @Nullable URI keys;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectTimeout(LIMIT)
            .callTimeout(LIMIT)
            .followRedirects(false)
            .followSslRedirects(false)
            .build();

    /** Fetches keys from {@code keys}, or by the metadata of {@code issuer}; at least one of the two is set. */
    IssuerKeys(@Nullable URI issuer, @Nullable URI keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    @Override
    public JWKSet fetch() throws IOException {
        URI address = keys == null ? advertised(Objects.requireNonNull(issuer)) : keys;
        try {
            return JWKSet.parse(text(address));
        } catch (ParseException unreadable) {
            throw new IOException(address.getHost() + " answers with something that is no set of keys", unreadable);
        }
    }

    /** Returns the address of the keys in the issuer's metadata, which must name the same issuer. */
    private URI advertised(URI issuer) throws IOException {
        IOException wrong = null;
        for (URI place : metadata(issuer)) {
            try {
                return keysOf(JSONObjectUtils.parse(text(place)), issuer);
            } catch (ParseException unreadable) {
                wrong = new DescribedFailure(issuer.getHost() + " answers with metadata that cannot be read");
            } catch (KeysMissing next) {
                wrong = wrong == null ? next : wrong;
            }
        }
        throw Objects.requireNonNull(wrong);
    }

    private static URI keysOf(Map<String, Object> metadata, URI issuer) throws IOException {
        if (!issuer.toString().equals(metadata.get("issuer"))) {
            throw new IOException(
                    "the metadata of " + issuer.getHost() + " is of another issuer than the one that is set");
        }
        if (!(metadata.get("jwks_uri") instanceof String address) || !address.matches("https?://\\S+")) {
            throw new IOException("the metadata of " + issuer.getHost() + " names no keys");
        }
        if (issuer.toString().startsWith("https:") && !address.startsWith("https:")) {
            throw new IOException("the metadata of " + issuer.getHost() + " has the keys at an address without TLS");
        }
        return URI.create(address);
    }

    /**
     * Returns the possible addresses of the metadata: of OpenID Connect Discovery, section 4, and RFC 8414, sections 3
     * and 5.
     */
    private static List<URI> metadata(URI issuer) {
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/+$", "");
        return List.of(
                issuer.resolve(path + "/.well-known/openid-configuration"),
                issuer.resolve("/.well-known/oauth-authorization-server" + path),
                issuer.resolve("/.well-known/openid-configuration" + path));
    }

    private String text(URI address) throws IOException {
        Request request = new Request.Builder()
                .url(address.toString())
                .header("Accept", "application/json, application/jwk-set+json")
                .build();
        try (Response response = http.newCall(request).execute()) {
            if (response.code() != 200) {
                String words = address.getHost() + " answers with " + response.code();
                throw response.code() / 100 == 4 ? new KeysMissing(words) : new DescribedFailure(words);
            }
            BufferedSource source = response.body().source();
            if (source.request(MOST_BYTES + 1L)) {
                throw new DescribedFailure(address.getHost() + " answers with more than any issuer has to say");
            }
            return source.readUtf8();
        } catch (InterruptedIOException slow) {
            throw new IOException(address.getHost() + " does not answer within " + LIMIT.toSeconds() + " s", slow);
        } catch (DescribedFailure known) {
            throw known;
        } catch (IOException away) {
            throw new IOException(address.getHost() + " cannot be reached", away);
        }
    }

    /** Thrown with a message that callers may see, unlike the message of a network error. */
    private static class DescribedFailure extends IOException {
        private static final long serialVersionUID = 1L;

        DescribedFailure(String words) {
            super(words);
        }
    }

    /** Thrown if an address has no metadata; another address may have it. */
    private static final class KeysMissing extends DescribedFailure {
        private static final long serialVersionUID = 1L;

        KeysMissing(String words) {
            super(words);
        }
    }
}
