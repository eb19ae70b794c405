@NullMarked
package dev.devledger.adapters.sandbox.trackingtime;

import org.jspecify.annotations.NullMarked;
