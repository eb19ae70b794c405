package dev.devledger.bootstrap.architecture.planted.adapters.services.kernel;

import dev.devledger.bootstrap.architecture.planted.adapters.services.two.TwoAtOnce;

public final class Kernel {
    public record Innocent() {}

    record ReachesAService(TwoAtOnce service) {}
}
