/** What becomes of an entity and its object where one of them is missing, new, or may be somebody else's. */
@NullMarked
package dev.devledger.domain.sync.existence;

import org.jspecify.annotations.NullMarked;
