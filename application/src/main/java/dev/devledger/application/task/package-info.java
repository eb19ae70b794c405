/** Tasks, the dependencies between them, and the notes of tasks and projects: use cases, queries and projections. */
@NullMarked
package dev.devledger.application.task;

import org.jspecify.annotations.NullMarked;
