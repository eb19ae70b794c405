package dev.devledger.adapters.rest.access;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.signin.OAuthApps;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The apps with access; exists only if this server is an issuer. */
@Controller
@RequestMapping(path = "/api/oauth-clients", produces = MediaType.APPLICATION_JSON_VALUE)
public record OAuthClientResource(OAuthApps apps, IdempotentWrites writes) {
    @GetMapping
    HttpAnswer list(QueryParameters query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        return HttpAnswer.page(apps.list(page));
    }

    /** Withdraws an app's access: the app's tokens no longer work, even on streams that they have opened. */
    @DeleteMapping("/{id}")
    HttpAnswer withdraw(@PathVariable String id, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        return writes.order(call, () -> HttpAnswer.ok(apps.withdraw(id)));
    }
}
