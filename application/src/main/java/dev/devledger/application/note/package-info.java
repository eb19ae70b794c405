/** What people and agents have noted about projects and tasks. */
@NullMarked
package dev.devledger.application.note;

import org.jspecify.annotations.NullMarked;
