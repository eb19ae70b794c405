package dev.devledger.adapters.sandbox.clickup.places;

/** The addresses of the sandbox. */
public final class PagePaths {
    public static final String PAGE = "/sandbox/clickup";
    /** The page on which a user consents. Both versions of the API are below this path. */
    public static final String CONSENT = PAGE + "/api";

    public static final String V2 = CONSENT + "/v2";
    public static final String V3 = CONSENT + "/v3";
    public static final String TOKEN = V2 + "/oauth/token";

    public static final String STYLE = PAGE + "/clickup.css";

    /** Changes for tests only. */
    public static final String FAULTS = PAGE + "/faults";

    private PagePaths() {}

    public static String list(String id) {
        return PAGE + "/lists/" + id;
    }

    public static String task(String id) {
        return PAGE + "/tasks/" + id;
    }
}
