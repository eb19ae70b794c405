package dev.devledger.adapters.sandbox.trackingtime.common;

/** Where things are served. */
public final class PagePaths {
    public static final String PAGE = "/sandbox/trackingtime";
    public static final String API = PAGE + "/api/v4";

    private PagePaths() {}
}
