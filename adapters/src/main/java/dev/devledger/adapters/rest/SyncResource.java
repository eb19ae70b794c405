package dev.devledger.adapters.rest;

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
final class SyncResource {
    private final Sync sync;
    private final Writes writes;

    SyncResource(Sync sync, Writes writes) {
        this.sync = sync;
        this.writes = writes;
    }

    @GetMapping("/status")
    Answer status() {
        return Answer.ok(Map.of("items", List.of(sync.status())));
    }

    @PostMapping("/run")
    Answer run(Call call, Query query) {
        boolean dryRun = query.flag("dryRun");
        query.rejectIfAny();
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> Answer.ok(dryRun ? sync.plan() : sync.run()));
    }

    @GetMapping("/cycles")
    Answer cycles(Query query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        return Answer.page(sync.cycles(page));
    }
}
