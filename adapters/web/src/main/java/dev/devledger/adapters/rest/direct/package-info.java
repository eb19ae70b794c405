/** Calls that go straight to a service: their paths are those of its table (docs/contract.md, sections 4, 6 and 7). */
@NullMarked
package dev.devledger.adapters.rest.direct;

import org.jspecify.annotations.NullMarked;
