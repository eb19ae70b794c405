/** What stands around a task in the imitation of ClickUp: comments, fields, views, time. */
@NullMarked
package dev.devledger.adapters.sandbox.clickup.around;

import org.jspecify.annotations.NullMarked;
