/** Reads the remote, and judges how far the result can be believed. */
@NullMarked
package dev.devledger.application.sync.read;

import org.jspecify.annotations.NullMarked;
