/**
 * Tokens that an issuer has signed (JWT): the checks of their validity, their caller and rights, and the metadata that
 * tells agents the issuer.
 */
@NullMarked
package dev.devledger.adapters.signin.jwt;

import org.jspecify.annotations.NullMarked;
