/**
 * Programs that are let in by OAuth where this server is the issuer: they register themselves, the owner confirms each of
 * them, and what they were given ends when the owner withdraws it or somebody uses a secret of theirs twice.
 */
@NullMarked
package dev.devledger.application.signin;

import org.jspecify.annotations.NullMarked;
