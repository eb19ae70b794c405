package dev.devledger.adapters.sandbox.trackingtime.common;

/** Where things are served. */
public final class PagePaths {
    public static final String PAGE = "/sandbox/trackingtime";
    public static final String API = PAGE + "/api/v4";

    public static final String STYLE = PAGE + "/trackingtime.css";

    /** What only tests can do. */
    public static final String FAULTS = PAGE + "/faults";

    private PagePaths() {}
}
