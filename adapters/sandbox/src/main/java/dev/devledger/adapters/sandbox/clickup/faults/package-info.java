/** How tests make the imitation of ClickUp misbehave, and see what was asked of it. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.faults;

import org.jspecify.annotations.NullMarked;
