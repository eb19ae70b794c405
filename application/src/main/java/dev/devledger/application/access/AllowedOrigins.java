package dev.devledger.application.access;

/** From which sites the pages of others may come as agents do, with a token of their own. */
@FunctionalInterface
public interface AllowedOrigins {
    /** @param origin such as {@code http://localhost:6274} */
    boolean take(String origin);
}
