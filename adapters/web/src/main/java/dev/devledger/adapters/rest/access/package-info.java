/** Access tokens: how they are created and revoked. */
@NullMarked
package dev.devledger.adapters.rest.access;

import org.jspecify.annotations.NullMarked;
