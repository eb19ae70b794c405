package dev.devledger.adapters.rest.sync;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.domain.project.Placement;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** All connectors, including connectors that are off. */
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
        return HttpAnswer.ok(syncs.connectors().all().stream().map(this::view).toList());
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
