package dev.devledger.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.domain.shared.Rejection.Violation;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRulesTest {
    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final AccessRules RULES = AccessRules.with(List.of("one", "two"));

    private static List<String> wrong(String name, List<String> scopes, Instant expiresAt) {
        return RULES.violations(name, scopes, expiresAt, NOW).found().stream()
                .map(Violation::field)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci", "CI 2", "jürgen@example.org", "a.b_c-d+e", "Ωmega", "7"})
    void a_name_is_a_word_or_some(String name) {
        assertThat(wrong(name, List.of("read"), null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " ci",
                "ci ",
                "-ci",
                "a\nb",
                "a\u0000",
                "a/b",
                "a\"b",
                "<b>",
                "a\u202eb",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void and_nothing_that_a_log_or_a_page_could_take_for_something_else(String name) {
        assertThat(wrong(name, List.of("read"), null)).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "OWNER", "system", "Devledger", "one", "Two"})
    void nobody_takes_the_name_of_somebody_else(String name) {
        assertThat(wrong(name, List.of("read"), null)).containsExactly("name");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(wrong("owner", List.of("read", "all"), NOW)).containsExactly("name", "scopes", "expiresAt");
        assertThat(wrong("ci", List.of(), NOW.plusMillis(1))).containsExactly("scopes");
        assertThat(wrong("ci", List.of("Read"), null)).containsExactly("scopes");
        assertThat(wrong("ci", List.of("three"), Instant.parse("+10000-01-01T00:00:00Z")))
                .containsExactly("scopes", "expiresAt");
    }

    @Test
    void scopes_are_shown_in_one_order_each_once() {
        assertThat(RULES.scopes(List.of("admin", "write", "two", "write", "read")))
                .extracting(Scope::word)
                .containsExactly("read", "write", "two", "admin");
        assertThat(RULES.scopes(List.of("admin", "read"))).isNotEmpty();
    }

    @Test
    void what_is_refused_says_what_may_be_done_and_what_it_takes() {
        Access access = new Access.ScopedAccess(List.of(Scope.READ), null);
        assertThat(AccessRefused.without(Scope.WRITE, access).words())
                .isEqualTo("this token may read only. It needs the scope write.");
        Access more = new Access.ScopedAccess(List.of(Scope.READ, Scope.WRITE, Scope.SYNC), null);
        assertThat(AccessRefused.without(Scope.ADMIN, more).sentence())
                .isEqualTo("This token may read, write and sync only. It needs the scope admin.");
    }

    /** What people take for another, or for nobody. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner\u00a0",
                "owner\u2800",
                "ow\u3164ner",
                "\uff4f\uff57\uff4e\uff45\uff52",
                "\u043ewner",
                "OWNER",
                "\u03bfwner",
                "o\u200bwner",
                "0wner",
                "own\u0435r",
                "\u00f3wner",
                "o w n e r",
                "\u1d0f\u1d21\u0274\u1d07\u0280",
                "s\u0443stem",
                "systern",
                "tickt1ck",
                "ti\u03f2ktick",
                "T\u0456ckTick",
                "\u0501evledger",
                "",
                " ",
                "\u3164",
                "\u2800\u200b",
                "\u0301",
                "\ua4f3\ua4ea\ua4e0\ua4f0\ua4e3",
                "\u2c9fwner",
                "\u10ffwner",
                "\u09e6wner",
                "\u07cbwner",
                "\u1d11wner",
                "own\u025br",
                "owne\uab47",
                "owner\ufffc",
                "owner\ud834\udd59",
                "\u13a2ick\u13a2ick",
                "\u03c3wner",
                "o\u0461ner",
                "o\u0561ner",
                "ow\u057cer",
                "own\u04bdr",
                "own\u0454r",
                "owne\u1d26",
                "own\u212er",
                "\u03c3wn\u0454r"
            })
    void nobody_looks_like_somebody_who_is_reserved(String name) {
        assertThat(AccessRules.with(List.of("ticktick")).isReserved(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owners",
                "Ana",
                "\u0410\u043d\u043d\u0430",
                "\u03a3\u03bf\u03c6\u03af\u03b1",
                "co-owner",
                "tick",
                "\u03a9mega",
                "\u0432\u0430\u0433\u043e\u043d",
                "\u05d0\u05d1\u05d2\u05d3\u05d4",
                "app owner",
                "1",
                "\u674e",
                "\u5c71\u7530\u30bf\u30ed\u3046",
                "\u0410\u043d\u043d\u0430@example.org",
                "J\u00f8rgen \u0141uk",
                "agent \u0663"
            })
    void others_keep_their_names(String name) {
        assertThat(AccessRules.with(List.of("ticktick")).isReserved(name)).isFalse();
    }
}
