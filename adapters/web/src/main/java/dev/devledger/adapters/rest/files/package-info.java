/** Reads and writes files of tasks, projects and time row by row, in each of their forms. */
@NullMarked
package dev.devledger.adapters.rest.files;

import org.jspecify.annotations.NullMarked;
