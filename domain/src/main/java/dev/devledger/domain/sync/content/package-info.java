/** What both sides can say of a project or a task: the content that is compared, and what a service has of it. */
@NullMarked
package dev.devledger.domain.sync.content;

import org.jspecify.annotations.NullMarked;
