/** What a task has to do with others, and that none waits for itself. */
@NullMarked
package dev.devledger.application.dependency;

import org.jspecify.annotations.NullMarked;
