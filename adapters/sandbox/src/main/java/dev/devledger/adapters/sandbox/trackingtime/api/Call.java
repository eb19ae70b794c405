package dev.devledger.adapters.sandbox.trackingtime.api;

import dev.devledger.adapters.sandbox.trackingtime.common.Caller;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import java.util.List;

/**
 * A call, with what came along.
 *
 * @param ids the numbers in its path
 */
record Call(Caller caller, List<Long> ids, Given given) {
    long id() {
        return ids.getFirst();
    }

    long account() {
        return caller.account();
    }

    String filter() {
        return given.text("filter").orElse("ACTIVE");
    }

    boolean is(String flag) {
        return given.is(flag);
    }
}
