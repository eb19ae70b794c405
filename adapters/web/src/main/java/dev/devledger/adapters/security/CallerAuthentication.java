package dev.devledger.adapters.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Someone who has shown who they are. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private static final String OWNER = "owner";

    private final String actor;
    private final String channel;

    private CallerAuthentication(String actor, String channel) {
        super(List.of());
        this.actor = actor;
        this.channel = channel;
        setAuthenticated(true);
    }

    static CallerAuthentication owner(String channel) {
        return new CallerAuthentication(OWNER, channel);
    }

    String channel() {
        return channel;
    }

    @Override
    public Object getPrincipal() {
        return actor;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof CallerAuthentication caller && channel.equals(caller.channel);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + channel.hashCode();
    }
}
