package dev.devledger.application.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The place where agents find out how to get a token. It exists only if an issuer is set, or this server is one.
 *
 * @param issuer null if it is this server, and empty if only its keys are known
 * @param prefix the beginning of our scopes at the issuer
 * @param words all scopes, without the prefix
 */
public record SignInPlace(@Nullable String issuer, String prefix, List<String> words) {
    /** The path of the metadata of {@code /mcp} (RFC 9728, section 3.1). */
    public static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    /** The scopes without which an agent can do little; further ones are requested when they are needed. */
    public static final List<String> USUAL = List.of("read", "write", "sync");

    public SignInPlace {
        words = List.copyOf(words);
    }

    /** Returns all scopes, as the issuer has them. */
    public List<String> scopes() {
        return prefixed(words);
    }

    /** Returns the scopes that an agent needs, as the issuer has them. */
    public List<String> usual() {
        return prefixed(USUAL);
    }

    private List<String> prefixed(List<String> these) {
        return these.stream().map(word -> prefix + word).toList();
    }
}
