/** How two contents become one, by what both sides last agreed on, and how notes and comments are united. */
@NullMarked
package dev.devledger.domain.sync.merge;

import org.jspecify.annotations.NullMarked;
