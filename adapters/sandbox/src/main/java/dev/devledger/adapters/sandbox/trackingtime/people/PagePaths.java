package dev.devledger.adapters.sandbox.trackingtime.people;

/** The addresses of the sandbox. */
public final class PagePaths {
    public static final String PAGE = "/sandbox/trackingtime";
    public static final String API = PAGE + "/api/v4";

    public static final String STYLE = PAGE + "/trackingtime.css";

    /** Changes for tests only. */
    public static final String FAULTS = PAGE + "/faults";

    private PagePaths() {}
}
