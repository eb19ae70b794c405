/** For whom work is done and as what it is billed: customers and services, which have the same rules. */
@NullMarked
package dev.devledger.domain.billing;

import org.jspecify.annotations.NullMarked;
