/** What the ledger wants is made so at the remote, from whatever state a link is in, and once. */
@NullMarked
package dev.devledger.application.sync.push;

import org.jspecify.annotations.NullMarked;
