package dev.devledger.adapters.services.kernel;

import dev.devledger.application.sync.connector.CallLog;

/**
 * How a service is talked to.
 *
 * @param budget calls in each window, such as {@code 95/60s,285/300s}, or {@code off}
 * @param version ours, told to the service in the User-Agent
 */
public record ServiceSettings(HttpLimits limits, String budget, String version) {

    /** @param calls of all nodes that call the account; not used where the budget is off */
    public CallBudget budget(CallLog calls) {
        return new CallBudget(budget, limits.call(), calls, System::nanoTime);
    }
}
