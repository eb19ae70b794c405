@NullMarked
package dev.devledger.adapters.trackingtimesandbox;

import org.jspecify.annotations.NullMarked;
