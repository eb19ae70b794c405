package dev.devledger.adapters.rest.directory;

import dev.devledger.domain.directory.BillingItem.BillingKind;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/services", produces = MediaType.APPLICATION_JSON_VALUE)
public final class ServiceResource extends BillingResource {
    public ServiceResource(BillingCalls calls) {
        super(BillingKind.SERVICE, calls);
    }
}
