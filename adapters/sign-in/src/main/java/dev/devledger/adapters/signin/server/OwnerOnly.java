package dev.devledger.adapters.signin.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets in the owner, and nobody who has come with a token of theirs. */
final class OwnerOnly implements AuthorizationManager<RequestAuthorizationContext> {
    /** As whom whoever logs in with the owner token is known. No token may have this name. */
    static final String OWNER = "owner";

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext request) {
        return new AuthorizationDecision(isOwner(who.get()));
    }

    static boolean isOwner(@Nullable Object who) {
        return who instanceof Authentication known
                && known.isAuthenticated()
                && !(known instanceof AnonymousAuthenticationToken)
                && known.getName().equals(OWNER);
    }
}
