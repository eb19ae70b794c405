/** Merges two contents by the base on which both sides last agreed, and unites notes and comments. */
@NullMarked
package dev.devledger.domain.sync.merge;

import org.jspecify.annotations.NullMarked;
