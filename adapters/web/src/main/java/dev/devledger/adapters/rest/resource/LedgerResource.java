package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.application.proof.Sealing;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
public record LedgerResource(Sealing sealing) {
    @GetMapping("/head")
    HttpAnswer head() {
        return HttpAnswer.ok(sealing.head());
    }
}
