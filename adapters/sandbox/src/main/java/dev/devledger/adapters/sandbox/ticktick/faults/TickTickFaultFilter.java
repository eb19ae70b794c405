package dev.devledger.adapters.sandbox.ticktick.faults;

import dev.devledger.adapters.sandbox.fault.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.fault.FaultFilter;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** What TickTick says where a test has set a fault. */
public final class TickTickFaultFilter extends FaultFilter {
    private static final String JSON = "application/json";

    private final SandboxFaults faults;

    public TickTickFaultFilter(SandboxFaults faults) {
        this.faults = faults;
    }

    @Override
    protected Optional<Armed> take(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return faults.take(Call.of(request.getMethod(), path));
    }

    @Override
    protected void refuse(Fault fault, HttpServletResponse response) throws IOException {
        switch (fault) {
            case LIMIT -> write(response, 500, JSON, Answer.body(Refusal.limit()));
            case UNAUTHORIZED -> write(response, 401, JSON, Answer.UNAUTHORIZED);
            case FORBIDDEN -> write(response, 403, JSON, "");
            default -> write(response, 500, JSON, Answer.body(Refusal.invalid("Unknown exception")));
        }
    }

    @Override
    protected void old(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        faults.staleView().during(() -> chain.doFilter(request, response));
        if (!faults.armed().expects(Fault.STALE_READ)) faults.staleView().drop();
    }
}
