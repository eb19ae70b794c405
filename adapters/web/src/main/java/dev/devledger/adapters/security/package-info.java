/**
 * Authenticates and authorizes requests. Afterwards, the principal of a request is named like the actor, the attribute
 * {@code devledger.channel} is {@code rest} for a token and {@code web} for a session, and {@code devledger.caller} is
 * the {@code AuthenticatedCaller}. A refusal goes to the application's exception resolver, so that it looks like any other
 * problem.
 */
@NullMarked
package dev.devledger.adapters.security;

import org.jspecify.annotations.NullMarked;
