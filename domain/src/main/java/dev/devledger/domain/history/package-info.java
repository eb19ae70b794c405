/** Events as people read them. */
@NullMarked
package dev.devledger.domain.history;

import org.jspecify.annotations.NullMarked;
