/** The content of a project or a task that both sides can express and the sync compares, and its form in a service. */
@NullMarked
package dev.devledger.domain.sync.content;

import org.jspecify.annotations.NullMarked;
