/** How agents find out where tokens are to be had, be it from an issuer that is set or from this server. */
@NullMarked
package dev.devledger.adapters.signin;

import org.jspecify.annotations.NullMarked;
