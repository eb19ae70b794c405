/** Tasks: use cases, queries, and the projection of the task lists. */
@NullMarked
package dev.devledger.application.task;

import org.jspecify.annotations.NullMarked;
