package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.ticktick.TickTickSandboxConfiguration.TickTickFaultFilter;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One sandbox for all tests that can share one: no limit, faults allowed. It ends with the JVM. */
abstract class OnSandbox {
    static final SteppingClock CLOCK = new SteppingClock("2026-10-26T06:13:20Z");
    static final SandboxServer SERVER =
            SandboxServer.start(CLOCK, Map.of("sandbox-test.rate-limit", "false", "devledger.sandbox.faults", "true"));
    static final String UNKNOWN = "70aa00000000000000000001";

    final TickTickCalls ticktick = calls(SandboxServer.TOKEN);
    /** What only tests can do, below {@link TickTickFaultFilter#CONTROL}. */
    final TickTickCalls control = new TickTickCalls(SERVER.url() + TickTickFaultFilter.CONTROL, "none");

    String list = "";

    @BeforeEach
    void aListOfItsOwn() throws IOException {
        CLOCK.set("2026-10-26T06:13:20Z");
        control.delete("");
        list = ticktick.project("a list");
    }

    @AfterEach
    void nothingLeftForOthers() throws IOException {
        control.delete("");
        for (String id : ticktick.get("/project").ids()) ticktick.delete("/project/" + id);
    }

    static TickTickCalls calls(String token) {
        return new TickTickCalls(SERVER.url() + Call.PATH, token);
    }
}
