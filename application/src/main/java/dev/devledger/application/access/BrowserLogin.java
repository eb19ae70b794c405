package dev.devledger.application.access;

import java.time.Instant;

/**
 * A login of the owner's browser.
 *
 * @param end when it is over, however much it is used
 * @param shown when it was last shown that this is the owner
 */
public record BrowserLogin(Instant end, Instant shown) {}
