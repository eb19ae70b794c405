/** What every connector needs to call a service: requests that go out once, within a budget and time limits. */
@NullMarked
package dev.devledger.adapters.remote;

import org.jspecify.annotations.NullMarked;
