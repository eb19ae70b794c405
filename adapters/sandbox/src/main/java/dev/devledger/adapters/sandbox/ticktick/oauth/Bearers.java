package dev.devledger.adapters.sandbox.ticktick.oauth;

import dev.devledger.adapters.sandbox.kernel.SandboxSettings;
import dev.devledger.adapters.sandbox.ticktick.common.Account.Scopes;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may call the API: the owner's token with both scopes, and tokens of OAuth with theirs. */
public record Bearers(SandboxSettings settings, Grants grants, Circumstances circumstances) {
    private static final String SCHEME = "Bearer ";

    /** Empty where TickTick answers 401. */
    public Optional<Scopes> scopes(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            return Optional.empty();
        String token = authorization.substring(SCHEME.length()).strip();
        return settings.owner().test(token) ? Optional.of(Scopes.ALL) : granted(token);
    }

    private Optional<Scopes> granted(String token) {
        Optional<Scopes> scopes = grants.access(token);
        if (scopes.isEmpty() || !circumstances.tokensEndNow()) return scopes;
        grants.endAccess();
        return Optional.empty();
    }
}
