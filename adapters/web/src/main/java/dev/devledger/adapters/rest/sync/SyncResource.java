package dev.devledger.adapters.rest.sync;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.Sync.SyncStatus;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.UnimportedObjectList;
import dev.devledger.application.sync.connector.Connector;
import dev.devledger.application.sync.connector.Connector.ConnectorProfile;
import dev.devledger.application.sync.memory.Cycles;
import dev.devledger.application.sync.memory.Cycles.CycleView;
import dev.devledger.domain.project.Placement;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/sync", produces = MediaType.APPLICATION_JSON_VALUE)
public record SyncResource(Syncs syncs, Cycles cycles, UnimportedObjectList left, IdempotentWrites writes) {
    @GetMapping("/status")
    HttpAnswer status() {
        return HttpAnswer.ok(Map.of("items", syncs.statuses()));
    }

    @PostMapping("/run")
    HttpAnswer run(WriteRequest call, QueryParameters query) {
        boolean dryRun = query.flag("dryRun");
        String connector = query.one("connector", Parser::text);
        query.rejectIfAny();
        call.optionalBody().rejectIfAny();
        List<Connector> meant = syncs.meant(connector);
        return writes.order(
                call, () -> HttpAnswer.ok(meant.size() == 1 ? one(meant.getFirst(), dryRun) : all(meant, dryRun)));
    }

    private Object one(Connector connector, boolean dryRun) {
        Sync sync = syncs.of(connector);
        return dryRun ? sync.plan() : sync.run();
    }

    private Map<String, List<?>> all(List<Connector> connectors, boolean dryRun) {
        return Map.of("items", dryRun ? syncs.plan(connectors) : syncs.run(connectors));
    }

    @GetMapping("/left-out")
    HttpAnswer leftOut(QueryParameters query) {
        String connector = query.one("connector", Parser::text);
        query.rejectIfAny();
        return HttpAnswer.page(new Page<>(left.list(connector), null));
    }

    @DeleteMapping("/left-out/{connector}/{id}")
    HttpAnswer dismiss(@PathVariable String connector, @PathVariable String id, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> HttpAnswer.ok(left.dismiss(connector, id)));
    }

    @GetMapping("/cycles")
    HttpAnswer cycles(QueryParameters query) {
        String connector = query.one("connector", Parser::text);
        PageRequest page = query.page();
        query.rejectIfAny();
        Page<CycleView> found = cycles.list(syncs.connectors().accounts(connector), page);
        List<?> items = syncs.meant(connector).size() == 1
                ? found.items().stream().map(CycleView::cycle).toList()
                : found.items().stream().map(CycleOfConnector::new).toList();
        return HttpAnswer.page(new Page<>(items, found.nextCursor()));
    }

    /** A cycle with its connector, used if several connectors are on. */
    private record CycleOfConnector(
            String connector, @JsonUnwrapped Cycles.Cycle cycle) {
        CycleOfConnector(CycleView view) {
            this(view.connector(), view.cycle());
        }
    }

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
}
