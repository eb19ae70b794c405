package dev.devledger.bench.measure;

import dev.devledger.bench.measure.Figure.Cost;

/** Tells what each side took from its making until it is asked. */
public final class Meter {
    private final Server server;
    private final long load;
    private final double serverBefore;
    private final double databaseBefore;
    private final double loadBefore;

    /** @param load the process that sends the load */
    public Meter(Server server, long load) {
        this.server = server;
        this.load = load;
        Processes.forgetPeak(server.pid());
        this.serverBefore = Processes.cpuSeconds(server.pid());
        this.databaseBefore = Processes.familyCpuSeconds(server.postgres());
        this.loadBefore = Processes.cpuSeconds(load);
    }

    public Cost cost() {
        return new Cost(
                Processes.cpuSeconds(server.pid()) - serverBefore,
                Processes.familyCpuSeconds(server.postgres()) - databaseBefore,
                Processes.cpuSeconds(load) - loadBefore,
                Processes.peakBytes(server.pid()),
                Processes.familyBytes(server.postgres()));
    }
}
