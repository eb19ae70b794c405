package dev.devledger.adapters.signin.server;

/** Where the server is. Spring's own defaults, and two pages of ours beside them. */
final class AuthorizationPaths {
    static final String ALL = "/oauth2/**";
    static final String AUTHORIZE = "/oauth2/authorize";
    static final String CONFIRM = "/oauth2/confirm";
    static final String TOKEN = "/oauth2/token";
    static final String REVOKE = "/oauth2/revoke";
    static final String KEYS = "/oauth2/jwks";
    static final String REGISTER = "/oauth2/register";

    private AuthorizationPaths() {}
}
