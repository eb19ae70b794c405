/** How much happened, and at which moments. */
@NullMarked
package dev.devledger.adapters.rest.history;

import org.jspecify.annotations.NullMarked;
