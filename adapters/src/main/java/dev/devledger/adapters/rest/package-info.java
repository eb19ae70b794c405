/**
 * The ledger over HTTP.
 *
 * <p>It learns who calls from the servlet request alone: {@code getUserPrincipal().getName()} is the actor, and the
 * request attribute {@value dev.devledger.adapters.rest.Caller#CHANNEL} is the channel. Whatever guards the requests
 * sets both, so that neither needs to know the other.
 */
@NullMarked
package dev.devledger.adapters.rest;

import org.jspecify.annotations.NullMarked;
