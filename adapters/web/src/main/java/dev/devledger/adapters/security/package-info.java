/**
 * Authenticates and authorizes requests. After it, a request's principal is named as the actor, its attribute
 * {@code devledger.channel} is {@code rest} for a token and {@code web} for a session, and {@code devledger.caller} is
 * the {@code KnownCaller}; a refusal goes to the application's exception resolver, so that it looks like any other
 * problem.
 */
@NullMarked
package dev.devledger.adapters.security;

import org.jspecify.annotations.NullMarked;
