package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.WriteRequest;
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
public record ProjectionResource(Replays replays, IdempotentWrites writes) {
    @GetMapping
    HttpAnswer list() {
        return HttpAnswer.ok(Map.of("items", replays.list()));
    }

    @GetMapping("/{name}")
    HttpAnswer read(@PathVariable("name") String name) {
        return HttpAnswer.ok(replays.get(name));
    }

    @PostMapping("/{name}/replay")
    HttpAnswer replay(@PathVariable("name") String name, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> HttpAnswer.ok(replays.start(name)).accepted());
    }

    @DeleteMapping("/{name}/replay")
    HttpAnswer cancel(@PathVariable("name") String name, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> HttpAnswer.ok(replays.cancel(name)));
    }
}
