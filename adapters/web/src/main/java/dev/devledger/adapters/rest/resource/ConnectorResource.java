package dev.devledger.adapters.rest.resource;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.LeftOutList;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.guard.Approvals.ApprovalView;
import dev.devledger.application.sync.guard.Approvals.HeldPlan;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.CycleView;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What there is to connect to, also what is off. */
@Controller
public record ConnectorResource(Syncs syncs) {
    private record ConnectorView(
            String name,
            String mode,
            String state,
            String account,
            String scope,
            List<String> holds,
            List<Placement> placements,
            Map<String, String> settings) {}

    @GetMapping(path = "/api/connectors", produces = MediaType.APPLICATION_JSON_VALUE)
    HttpAnswer list(QueryParameters query) {
        query.rejectIfAny();
        return HttpAnswer.ok(
                syncs.connectors().all().stream().map(this::view).toList());
    }

    private ConnectorView view(Connector connector) {
        SyncStatus status = syncs.of(connector).status();
        ConnectorProfile profile = connector.profile();
        return new ConnectorView(
                status.connector(),
                status.mode().word(),
                status.state().word(),
                connector.account().account(),
                profile.scope(),
                profile.holds(),
                connector.layout().placements(),
                profile.settings());
    }
}
