/** What takes changes back: from what has happened to the wishes that bring back what was before. */
@NullMarked
package dev.devledger.domain.undo;

import org.jspecify.annotations.NullMarked;
