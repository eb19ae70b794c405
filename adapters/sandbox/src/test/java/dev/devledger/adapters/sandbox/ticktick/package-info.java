@NullMarked
package dev.devledger.adapters.sandbox.ticktick;

import org.jspecify.annotations.NullMarked;
