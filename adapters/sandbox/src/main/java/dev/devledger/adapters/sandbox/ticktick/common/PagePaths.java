package dev.devledger.adapters.sandbox.ticktick.common;

/** Where the board is, and the pages below it. */
public final class PagePaths {
    public static final String BOARD = "/sandbox/ticktick";

    private PagePaths() {}

    public static String card(String id) {
        return BOARD + "/cards/" + id;
    }

    public static String list(String id) {
        return BOARD + "/lists/" + id;
    }
}
