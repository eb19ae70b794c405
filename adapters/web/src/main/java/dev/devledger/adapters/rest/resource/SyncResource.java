package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.sync.Sync;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/sync", produces = MediaType.APPLICATION_JSON_VALUE)
public final class SyncResource {
    private final Sync sync;
    private final IdempotentWrites writes;

    public SyncResource(Sync sync, IdempotentWrites writes) {
        this.sync = sync;
        this.writes = writes;
    }

    @GetMapping("/status")
    HttpAnswer status() {
        return HttpAnswer.ok(Map.of("items", List.of(sync.status())));
    }

    @PostMapping("/run")
    HttpAnswer run(WriteRequest call, QueryParameters query) {
        boolean dryRun = query.flag("dryRun");
        query.rejectIfAny();
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> HttpAnswer.ok(dryRun ? sync.plan() : sync.run()));
    }

    @GetMapping("/cycles")
    HttpAnswer cycles(QueryParameters query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        return HttpAnswer.page(sync.cycles(page));
    }
}
