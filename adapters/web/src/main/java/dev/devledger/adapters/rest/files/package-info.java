/** Files of tasks, projects and time that are imported and exported, in each of their forms, row by row. */
@NullMarked
package dev.devledger.adapters.rest.files;

import org.jspecify.annotations.NullMarked;
