/** A small imitation of ClickUp: its API, its OAuth, and controls for tests. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup;

import org.jspecify.annotations.NullMarked;
