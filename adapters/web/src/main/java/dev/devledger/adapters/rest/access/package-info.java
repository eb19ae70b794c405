/** Access tokens, and the programs that have one, over REST. */
@NullMarked
package dev.devledger.adapters.rest.access;

import org.jspecify.annotations.NullMarked;
