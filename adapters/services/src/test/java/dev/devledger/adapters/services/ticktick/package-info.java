@NullMarked
package dev.devledger.adapters.services.ticktick;

import org.jspecify.annotations.NullMarked;
