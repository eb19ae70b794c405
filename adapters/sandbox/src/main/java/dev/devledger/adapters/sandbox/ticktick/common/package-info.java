/** What all parts of the sandbox share: the account, its rules, its words. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.common;

import org.jspecify.annotations.NullMarked;
