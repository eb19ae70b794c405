package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.html.CsrfField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the start page shows.
 *
 * @param offers accounts that wait to be connected
 * @param csrf null without a session, as there is nothing to log out of
 */
record StartView(
        StartCommands commands,
        List<ConnectOffers.Offer> offers,
        ProjectsView projects,
        List<SyncView> syncs,
        List<ChangeView> changes,
        @Nullable CsrfField csrf) {}
