/** Tasks of the imitation of ClickUp: how they are stored, found, answered and changed. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.tasks;

import org.jspecify.annotations.NullMarked;
