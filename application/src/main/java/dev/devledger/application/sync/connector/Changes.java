package dev.devledger.application.sync.connector;

/**
 * What a feed tells in one answer.
 *
 * @param seen objects of which something has changed, each as it is now under the list where it is now; never that one is gone
 * @param cursor where the next answer goes on, in the service's own words
 * @param more whether there is more to tell at once
 */
public record Changes(Listing seen, String cursor, boolean more) {}
