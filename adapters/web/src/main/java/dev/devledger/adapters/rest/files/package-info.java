/** Files of tasks, projects and time that come in and go out, in each of their forms, row by row. */
@NullMarked
package dev.devledger.adapters.rest.files;

import org.jspecify.annotations.NullMarked;
