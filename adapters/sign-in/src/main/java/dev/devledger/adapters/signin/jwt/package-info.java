/**
 * Tokens that an issuer has signed (JWT): their validity, caller and rights, and the metadata that leads agents to it.
 */
@NullMarked
package dev.devledger.adapters.signin.jwt;

import org.jspecify.annotations.NullMarked;
