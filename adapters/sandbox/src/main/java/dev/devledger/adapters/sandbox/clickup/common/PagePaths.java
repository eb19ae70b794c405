package dev.devledger.adapters.sandbox.clickup.common;

/** Where things are served. */
public final class PagePaths {
    public static final String PAGE = "/sandbox/clickup";
    /** The page of the consent; below it are the two versions of the API. */
    public static final String CONSENT = PAGE + "/api";

    public static final String V2 = CONSENT + "/v2";
    public static final String V3 = CONSENT + "/v3";
    public static final String TOKEN = V2 + "/oauth/token";

    public static final String STYLE = PAGE + "/clickup.css";

    /** What only tests can do. */
    public static final String FAULTS = PAGE + "/faults";

    private PagePaths() {}

    public static String list(String id) {
        return PAGE + "/lists/" + id;
    }

    public static String task(String id) {
        return PAGE + "/tasks/" + id;
    }
}
