package dev.devledger.adapters.dashboard.frame;

import dev.devledger.adapters.html.CsrfField;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands around each page.
 *
 * @param here the path of the page in the menu
 * @param live whether the page is drawn anew when something is changed; a page of the past is not
 * @param timer null while none runs
 * @param csrf null without a session, as there is nothing to log out of
 */
public record Frame(
        String title,
        String here,
        boolean live,
        @Nullable Moment moment,
        List<SyncView> syncs,
        List<ConnectOffers.Offer> offers,
        @Nullable TimerView timer,
        @Nullable CsrfField csrf) {

    private static final List<String> SCRIPTS = List.of(
            "/devledger.js",
            "/dashboard/send.js",
            "/dashboard/fields.js",
            "/dashboard/overtaken.js",
            "/dashboard.js",
            "/dashboard/columns.js",
            "/dashboard/live.js",
            "/dashboard/timer.js",
            "/dashboard/keys.js",
            "/dashboard/theme.js",
            "/dashboard/look.js");

    private static final String BOARD = "/";

    /** The same around a page that holds what is not in its address, and is never drawn anew. */
    public Frame still() {
        return new Frame(title, here, false, moment, syncs, offers, timer, csrf);
    }

    private static final String CONFLICTS = "/conflicts";

    /** A page of the past has a bar to go through it, and the board and the conflicts have scripts of their own. */
    List<String> scripts() {
        Stream<String> ofBoard = here.equals(BOARD)
                ? Stream.of(moment == null ? "/dashboard/chosen.js" : "/dashboard/standings.js")
                : Stream.empty();
        Stream<String> ofConflicts = here.equals(CONFLICTS) ? Stream.of("/dashboard/conflicts.js") : Stream.empty();
        Stream<String> ofThen = moment == null ? Stream.empty() : Stream.of("/dashboard/moment.js");
        return Stream.of(SCRIPTS.stream(), ofThen, ofBoard, ofConflicts)
                .flatMap(Function.identity())
                .toList();
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

    /** The same address, as of the moment that the page shows; as it is where that is now. */
    public String then(String address) {
        return moment == null
                ? address
                : address + (address.contains("?") ? "&" : "?") + Asked.AS_OF + "=" + moment.asOf();
    }

    /** A field as people call it, also one that is of a service. */
    public String word(String field) {
        String[] parts = field.split("\\.", 3);
        if (parts.length == 2 && parts[0].equals("placements")) {
            return "placement in " + service(parts[1]);
        }
        if (parts.length == 3 && parts[0].equals("fields")) {
            return parts[2] + " in " + service(parts[1]);
        }
        return FieldWord.of(field);
    }

    private String service(String connector) {
        return syncs.stream()
                .filter(sync -> sync.status().connector().equals(connector))
                .findFirst()
                .map(SyncView::title)
                .orElse(connector);
    }

    /** The same for the scripts. */
    String words() {
        Map<String, String> words = FieldWord.all();
        syncs.stream()
                .map(sync -> "placements." + sync.status().connector())
                .forEach(field -> words.put(field, word(field)));
        return words.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining("&"));
    }

    @Nullable
    public String current(String path) {
        return here.equals(path) ? "page" : null;
    }
}
