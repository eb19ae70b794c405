@NullMarked
package dev.devledger.adapters.sandbox.kernel;

import org.jspecify.annotations.NullMarked;
