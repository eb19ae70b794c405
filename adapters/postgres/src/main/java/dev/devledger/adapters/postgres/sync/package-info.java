/** The sync's memory: links, conflicts, marks, approvals, leases, calls. */
@NullMarked
package dev.devledger.adapters.postgres.sync;

import org.jspecify.annotations.NullMarked;
