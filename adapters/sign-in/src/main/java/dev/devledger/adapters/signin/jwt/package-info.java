/** Tokens that an issuer has signed (JWT): whether they are what they say, whom they name, and what that caller may do. */
@NullMarked
package dev.devledger.adapters.signin.jwt;

import org.jspecify.annotations.NullMarked;
