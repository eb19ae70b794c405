package dev.devledger.application.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where agents find out how to come by a token. There only where an issuer is set, or this server is one.
 *
 * @param issuer null where it is this server, and empty where only its keys are known
 * @param prefix what our scopes begin with at the issuer
 * @param words all scopes that there are, without the prefix
 */
public record SignInPlace(@Nullable String issuer, String prefix, List<String> words) {
    /** The path of what is published about {@code /mcp} (RFC 9728, section 3.1). */
    public static final String METADATA = "/.well-known/oauth-protected-resource/mcp";

    /** Without them an agent can do little here; what goes beyond them is asked for when it is needed. */
    public static final List<String> USUAL = List.of("read", "write", "sync");

    public SignInPlace {
        words = List.copyOf(words);
    }

    /** All that there are, as the issuer has them. */
    public List<String> scopes() {
        return prefixed(words);
    }

    /** Those that an agent needs, as the issuer has them. */
    public List<String> usual() {
        return prefixed(USUAL);
    }

    private List<String> prefixed(List<String> these) {
        return these.stream().map(word -> prefix + word).toList();
    }
}
