@NullMarked
package dev.devledger.adapters.clickupsandbox;

import org.jspecify.annotations.NullMarked;
