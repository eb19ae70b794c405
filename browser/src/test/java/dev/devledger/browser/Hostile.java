package dev.devledger.browser;

import java.util.List;

/** Texts that are to be shown, and that want to be something else. */
final class Hostile {
    static final List<String> TEXTS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
            "' onmouseover='alert(3)",
            "</title></textarea></script></svg><svg onload=alert(4)>",
            "javascript:alert(5)",
            "{{7*7}} ${7*7} #{7*7} @{7*7} <%= 7*7 %>",
            "a --> b",
            "a ]]> b",
            "&lt;b&gt; &amp; &quot;",
            "%3Cscript%3Ealert(6)%3C/script%3E",
            "right \u202Eotfel ot\u202C \u2066isolated\u2069",
            "zero\u200Bwidth\u200D\uFEFFjoined",
            "x".repeat(499) + "y",
            "\u0645\u0631\u062D\u0628\u0627 \u05E9\u05DC\u05D5\u05DD",
            "\uD83D\uDE80 \uD83D\uDC69\u200D\uD83D\uDCBB e\u0301",
            "=HYPERLINK(\"http://example.org\",\"here\")");

    private Hostile() {}
}
