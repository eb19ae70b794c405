package dev.devledger.adapters.rest;

import dev.devledger.application.projection.Replays;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/projections", produces = MediaType.APPLICATION_JSON_VALUE)
final class ProjectionResource {
    private final Replays replays;
    private final Writes writes;

    ProjectionResource(Replays replays, Writes writes) {
        this.replays = replays;
        this.writes = writes;
    }

    @GetMapping
    Answer list() {
        return Answer.ok(Map.of("items", replays.list()));
    }

    @GetMapping("/{name}")
    Answer read(@PathVariable("name") String name) {
        return Answer.ok(replays.get(name));
    }

    @PostMapping("/{name}/replay")
    Answer replay(@PathVariable("name") String name, Call call) {
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> Answer.ok(replays.start(name)).accepted());
    }

    @DeleteMapping("/{name}/replay")
    Answer cancel(@PathVariable("name") String name, Call call) {
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> Answer.ok(replays.cancel(name)));
    }
}
