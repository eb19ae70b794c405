/** Calls of a service that has many: their paths are those of its table (docs/contract.md, section 7). */
@NullMarked
package dev.devledger.adapters.rest.named;

import org.jspecify.annotations.NullMarked;
