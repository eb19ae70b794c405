/** What is at the remote, and how far what was read can be believed. */
@NullMarked
package dev.devledger.application.sync.read;

import org.jspecify.annotations.NullMarked;
