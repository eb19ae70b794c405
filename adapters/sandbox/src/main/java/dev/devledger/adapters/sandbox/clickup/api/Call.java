package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.kernel.Json;
import java.util.Optional;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.databind.node.ObjectNode;

/** A call, with what came along. */
record Call(Caller caller, ServerRequest request, Given body) {
    String path(String name) {
        return request.pathVariable(name);
    }

    Optional<String> param(String name) {
        return request.param(name);
    }

    boolean flag(String name) {
        return param(name).filter("true"::equals).isPresent();
    }

    Optional<Long> number(String name) {
        return param(name).map(value -> Given.longOf(value)
                .orElseThrow(() -> new Refusal(400, "INPUT_006", name + " must be a number")));
    }

    MultiValueMap<String, String> params() {
        return request.params();
    }

    /** What the address says: a DELETE has no body. */
    Given query() {
        ObjectNode query = Json.object();
        params().toSingleValueMap().forEach(query::put);
        return new Given(query);
    }

    /** The workspace in which the task's id is a custom one. */
    String customTeam() {
        return flag("custom_task_ids") ? param("team_id").orElse("") : "";
    }
}
