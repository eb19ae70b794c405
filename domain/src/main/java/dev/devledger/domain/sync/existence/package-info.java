/** Decides what happens to an entity and its object if one is missing, new, or may belong to another. */
@NullMarked
package dev.devledger.domain.sync.existence;

import org.jspecify.annotations.NullMarked;
