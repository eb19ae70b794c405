package dev.devledger.bootstrap.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Before Spring's own one, which does not name the setting. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class TakenPortFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        return new FailureAnalysis(
                "Port " + cause.getPort()
                        + " was already in use: another program, or another Devledger, listens on it.",
                "Stop that program, or choose another port, such as --server.port=8081.",
                cause);
    }
}
