/** Which account of each service there is: the sandbox, a real one, or none. */
@NullMarked
package dev.devledger.bootstrap.account;

import org.jspecify.annotations.NullMarked;
