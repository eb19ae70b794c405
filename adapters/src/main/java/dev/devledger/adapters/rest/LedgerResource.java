package dev.devledger.adapters.rest;

import dev.devledger.application.proof.Sealing;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
final class LedgerResource {
    private final Sealing sealing;

    LedgerResource(Sealing sealing) {
        this.sealing = sealing;
    }

    @GetMapping("/head")
    Answer head() {
        return Answer.ok(sealing.head());
    }
}
