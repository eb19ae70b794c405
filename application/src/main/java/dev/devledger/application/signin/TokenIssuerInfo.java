package dev.devledger.application.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data by which agents find out how to get a token. They exist only if an issuer is set, or if this server is the
 * issuer.
 *
 * @param issuer null if this server is the issuer; empty if only the issuer's keys are known
 * @param prefix the text with which the names of Devledger's scopes begin at the issuer
 * @param words all scopes, without the prefix
 */
public record TokenIssuerInfo(@Nullable String issuer, String prefix, List<String> words) {
    /** The path of the metadata of {@code /mcp} (RFC 9728, section 3.1). */
    public static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    /** The scopes without which an agent can do little; further ones are requested when they are needed. */
    public static final List<String> USUAL = List.of("read", "write", "sync");

    public TokenIssuerInfo {
        words = List.copyOf(words);
    }

    /** Returns all scopes, by their names at the issuer. */
    public List<String> scopes() {
        return prefixed(words);
    }

    /** Returns the scopes that an agent usually needs, by their names at the issuer. */
    public List<String> usual() {
        return prefixed(USUAL);
    }

    private List<String> prefixed(List<String> these) {
        return these.stream().map(word -> prefix + word).toList();
    }
}
