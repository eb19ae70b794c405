/** The configured account of each service: the sandbox, a real one, or none. */
@NullMarked
package dev.devledger.bootstrap.account;

import org.jspecify.annotations.NullMarked;
