/** How two contents become one, field by field, by what both sides last agreed on. */
@NullMarked
package dev.devledger.domain.sync.merge;

import org.jspecify.annotations.NullMarked;
