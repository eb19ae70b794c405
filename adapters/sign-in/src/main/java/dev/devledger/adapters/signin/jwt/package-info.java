/** Tokens that an issuer has signed (JWT): whether they are what they say, whom they name, what that caller may do, and how agents find out where such tokens are to be had. */
@NullMarked
package dev.devledger.adapters.signin.jwt;

import org.jspecify.annotations.NullMarked;
