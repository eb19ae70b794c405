/** Imports of many projects and tasks from a file: all of them or none, as one change set. */
@NullMarked
package dev.devledger.application.imports;

import org.jspecify.annotations.NullMarked;
