/** Tasks of the imitation of ClickUp: their storage, search, answers and changes, with comments, time and views. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.tasks;

import org.jspecify.annotations.NullMarked;
