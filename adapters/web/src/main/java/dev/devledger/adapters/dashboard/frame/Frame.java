package dev.devledger.adapters.dashboard.frame;

import dev.devledger.adapters.html.CsrfField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands around each page.
 *
 * @param here the path of the page in the menu
 * @param live whether the page is drawn anew when something is changed; a page of the past is not
 * @param csrf null without a session, as there is nothing to log out of
 */
public record Frame(
        String title,
        String here,
        boolean live,
        @Nullable Moment moment,
        List<SyncView> syncs,
        List<ConnectOffers.Offer> offers,
        @Nullable CsrfField csrf) {

    /** A page of the past has a bar to go through it. */
    List<String> scripts() {
        return moment == null
                ? List.of("/devledger.js", "/dashboard.js")
                : List.of("/devledger.js", "/dashboard.js", "/dashboard/moment.js");
    }

    public int conflicts() {
        return syncs.stream().mapToInt(sync -> sync.status().openConflicts()).sum();
    }

    public String syncWord() {
        return syncs.stream().anyMatch(SyncView::needsSomebody) ? "needs you" : "well";
    }

    public List<SyncView> sandboxes() {
        return syncs.stream().filter(SyncView::isSandbox).toList();
    }

    @Nullable
    public String current(String path) {
        return here.equals(path) ? "page" : null;
    }
}
