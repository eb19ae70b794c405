/**
 * An issuer of our own: Spring's authorization server in this process, on top of what {@code application.signin} keeps.
 * Programs register themselves, the owner confirms on a page, and tokens are short. There only where
 * {@code devledger.auth.embedded} is true.
 */
@NullMarked
package dev.devledger.adapters.signin.server;

import org.jspecify.annotations.NullMarked;
