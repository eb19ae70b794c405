package dev.devledger.adapters.dashboard.frame;

import dev.devledger.adapters.html.CsrfField;
import dev.devledger.application.sync.Syncs;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Makes what stands around a page. */
public record Frames(Syncs syncs, ConnectOffers offers, RunningTimer timer) {
    public Frame of(String title, String here, @Nullable Moment moment, HttpServletRequest request) {
        return new Frame(
                title,
                here,
                moment == null,
                moment,
                SyncView.of(syncs),
                offers.open(),
                timer.now(),
                CsrfField.of(request));
    }
}
