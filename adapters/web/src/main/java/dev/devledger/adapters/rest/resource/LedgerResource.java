package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.application.proof.Sealing;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
public final class LedgerResource {
    private final Sealing sealing;

    public LedgerResource(Sealing sealing) {
        this.sealing = sealing;
    }

    @GetMapping("/head")
    HttpAnswer head() {
        return HttpAnswer.ok(sealing.head());
    }
}
