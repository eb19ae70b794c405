/** The history: the events as people read them. */
@NullMarked
package dev.devledger.application.history;

import org.jspecify.annotations.NullMarked;
