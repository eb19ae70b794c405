package dev.devledger.application.ledger;

/**
 * A caller's own key for a request.
 *
 * @param scope caller and route: the same key of another caller or route is another key
 * @param key at most 64 characters
 * @param requestHash what tells another request with the same key from a repeat
 */
public record IdempotencyKey(String scope, String key, String requestHash) {}
