/** Access tokens and the programs that hold one, over REST. */
@NullMarked
package dev.devledger.adapters.rest.access;

import org.jspecify.annotations.NullMarked;
