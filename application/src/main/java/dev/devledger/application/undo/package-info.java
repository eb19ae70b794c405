/** The undo of change sets. */
@NullMarked
package dev.devledger.application.undo;

import org.jspecify.annotations.NullMarked;
