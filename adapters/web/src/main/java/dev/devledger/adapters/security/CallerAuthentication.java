package dev.devledger.adapters.security;

import dev.devledger.application.access.KnownCaller;
import dev.devledger.domain.access.Access;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Someone who has shown who they are, and through what they came. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // sessions stay in memory
    private final KnownCaller caller;

    private final String channel;

    @SuppressWarnings("serial") // as above
    private final @Nullable BrowserLogin login;

    /**
     * Of a session.
     *
     * @param end when the session is over, however much it is used
     * @param shown when it was last shown that this is the owner
     */
    record BrowserLogin(Instant end, Instant shown) {
        BrowserLogin again(Instant now) {
            return new BrowserLogin(end, now);
        }
    }

    private CallerAuthentication(KnownCaller caller, String channel, @Nullable BrowserLogin login) {
        super(List.of());
        this.caller = caller;
        this.channel = channel;
        this.login = login;
        setAuthenticated(true);
    }

    /** Of one request, which brings its token along. */
    CallerAuthentication(KnownCaller caller, String channel) {
        this(caller, channel, null);
    }

    /** Of a session of the owner's browser: what goes on in it ends with the session. */
    static CallerAuthentication ofBrowser(HttpSession session, BrowserLogin login, InstantSource clock) {
        KnownCaller owner = KnownCaller.owner(() -> clock.instant().isBefore(login.end()) && isOpen(session));
        return new CallerAuthentication(owner, "web", login);
    }

    private static boolean isOpen(HttpSession session) {
        try {
            return session.getCreationTime() > 0;
        } catch (IllegalStateException ended) {
            return false;
        }
    }

    /** Null where whoever it is shows that with each request. */
    @Nullable
    BrowserLogin login() {
        return login;
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
