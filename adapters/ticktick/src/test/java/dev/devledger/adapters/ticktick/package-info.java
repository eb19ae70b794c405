@NullMarked
package dev.devledger.adapters.ticktick;

import org.jspecify.annotations.NullMarked;
