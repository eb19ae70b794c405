/**
 * Programs that get access by OAuth if this server is the issuer: they register themselves, the owner confirms each of
 * them, and their grants end when the owner withdraws them or when one of their secrets is used twice.
 */
@NullMarked
package dev.devledger.application.signin;

import org.jspecify.annotations.NullMarked;
