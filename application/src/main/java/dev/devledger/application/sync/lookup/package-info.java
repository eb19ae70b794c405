/** Looks up single objects where the read of a list does not prove enough. */
@NullMarked
package dev.devledger.application.sync.lookup;

import org.jspecify.annotations.NullMarked;
