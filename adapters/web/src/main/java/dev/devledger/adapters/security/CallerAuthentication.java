package dev.devledger.adapters.security;

import dev.devledger.application.access.KnownCaller;
import dev.devledger.domain.access.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Someone who has shown who they are, and through what they came. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // sessions stay in memory
    private final KnownCaller caller;

    private final String channel;

    CallerAuthentication(KnownCaller caller, String channel) {
        super(List.of());
        this.caller = caller;
        this.channel = channel;
        setAuthenticated(true);
    }

    KnownCaller caller() {
        return caller;
    }

    boolean isOwner() {
        return caller.access() instanceof Access.Everything;
    }

    /** Whose limits count. */
    String limitKey() {
        return caller.id();
    }

    String channel() {
        return channel;
    }

    /** Whose name the history has. */
    @Override
    public Object getPrincipal() {
        return caller.actor();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other)
                && other instanceof CallerAuthentication same
                && channel.equals(same.channel)
                && caller.id().equals(same.caller.id());
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + caller.id().hashCode();
    }
}
