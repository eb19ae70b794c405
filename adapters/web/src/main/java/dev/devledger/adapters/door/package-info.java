/** What stands before all requests, whoever sends them: clients that keep Devledger waiting are cut off. */
@NullMarked
package dev.devledger.adapters.door;

import org.jspecify.annotations.NullMarked;
