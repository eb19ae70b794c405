package dev.devledger.adapters.sandbox.ticktick;

import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.StaleView;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.FaultControl;
import dev.devledger.adapters.sandbox.fault.FaultFilter;
import dev.devledger.adapters.sandbox.fault.Journal;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Call.PagePaths;
import dev.devledger.adapters.sandbox.ticktick.common.TickTickBehaviour;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import javax.sql.DataSource;

/** Gives the answer that a fault of a test demands, in TickTick's form. */
public final class TickTickFaultFilter extends FaultFilter {
    private static final String JSON = "application/json";

    /** The path of the control over the faults. */
    public static final String CONTROL = PagePaths.BOARD + "/faults";

    public TickTickFaultFilter(FaultControl control) {
        super(control);
    }

    public static FaultControl control(TickTickBehaviour circumstances, DataSource database) {
        var others = EnumSet.of(Fault.DONE_500, Fault.GATEWAY, Fault.NOT_GRANTED, Fault.ERR_UNDER_200);
        var faults = new ArmedFaults(EnumSet.complementOf(others), new StaleView(database));
        return new FaultControl(CONTROL, faults, new Journal(), circumstances, circumstances.clock(), null);
    }

    @Override
    protected String path(String uri) {
        return Call.of("", uri).path();
    }

    @Override
    protected boolean isSecret(String path) {
        return path.startsWith("/oauth");
    }

    /** True if the pattern is found in {@code /task/…}, {@code POST /task/…} or the whole path. */
    @Override
    protected boolean concerns(Armed fault, String method, String path) {
        Call call = new Call(method, path);
        return call.isAbout(fault.path()) && (fault.fault() != Fault.STALE_READ || call.reads());
    }

    @Override
    protected void refuse(Fault fault, HttpServletResponse response) throws IOException {
        switch (fault) {
            case LIMIT -> Answers.write(response, 500, JSON, Answer.body(Refusal.limit()));
            case UNAUTHORIZED -> Answers.write(response, 401, JSON, Answer.UNAUTHORIZED);
            case FORBIDDEN -> Answers.write(response, 403, JSON, "");
            default -> Answers.write(response, 500, JSON, Answer.body(Refusal.invalid("Unknown exception")));
        }
    }
}
