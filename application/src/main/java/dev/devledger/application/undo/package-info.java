/** Taking change sets back. */
@NullMarked
package dev.devledger.application.undo;

import org.jspecify.annotations.NullMarked;
