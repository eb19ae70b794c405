/** Which notes of a task and which comments there are the same. */
@NullMarked
package dev.devledger.domain.sync.note;

import org.jspecify.annotations.NullMarked;
