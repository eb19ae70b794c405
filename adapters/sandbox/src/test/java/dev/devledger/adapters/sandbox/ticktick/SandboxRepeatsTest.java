package dev.devledger.adapters.sandbox.ticktick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.ticktick.TickTickCalls.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a repeating task is due next; docs/ticktick.md, section 8. Expected days are those of RFC 5545. */
class SandboxRepeatsTest extends OnSandbox {
    private String repeating(String due, String flag) throws IOException {
        return ticktick.create("'title':'again','projectId':'" + list + "','dueDate':'" + due
                        + "T08:30:00+0000','timeZone':'UTC','repeatFlag':'" + flag + "'")
                .text("id");
    }

    private Reply next(String id) throws IOException {
        ticktick.complete(list, id);
        return ticktick.read(list, id);
    }

    @Tag("b26")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The last weekday of a month: Thursday, Friday, and from it on.
                "2026-12-01 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-12-31",
                "2026-12-31 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2027-01-29",
                "2026-12-01 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2  | 2026-12-02",
                "2026-12-02 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2,-1 | 2026-12-31",
                "2026-12-01 | FREQ=MONTHLY;BYMONTHDAY=10,20,30;BYSETPOS=-1 | 2026-12-30",
                "2026-12-01 | FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1 | 2026-12-07",
                "2026-12-01 | FREQ=YEARLY;BYMONTH=3;BYDAY=MO;BYSETPOS=-1 | 2027-03-29",
                "2026-12-01 | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1 | 2027-03-01",
                "2026-12-15 | FREQ=YEARLY;BYMONTH=3,6 | 2027-03-15",
                "2027-03-15 | FREQ=YEARLY;BYMONTH=3,6 | 2027-06-15",
                "2026-12-01 | FREQ=YEARLY;BYMONTH=11;BYDAY=4TH | 2027-11-25",
                "2026-12-01 | FREQ=YEARLY;BYDAY=1MO | 2027-01-04",
                "2026-12-01 | FREQ=YEARLY;INTERVAL=2;BYMONTH=3;BYMONTHDAY=1 | 2028-03-01",
                "2026-12-01 | FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-1 | 2027-02-28",
                "2026-12-31 | FREQ=DAILY;BYMONTH=3 | 2027-03-01",
                "2026-12-13 | FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13 | 2027-08-13",
            })
    void b26_the_days_that_a_rule_names(String due, String rule, String next) throws IOException {
        assertThat(next(repeating(due, "RRULE:" + rule)).text("dueDate")).startsWith(next + "T08:30");
    }

    /** None of them is ever due again, and nobody waits long to hear it. */
    @Tag("b26")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=7",
                "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=300",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=DAILY;BYMONTH=13",
            })
    void b26_a_rule_that_names_no_day_ends_with_this_occurrence(String rule) throws IOException {
        String id = repeating("2026-12-01", "RRULE:" + rule);
        assertThat(next(id).json().path("status").intValue()).isEqualTo(2);
    }

    @Test
    @Tag("b26")
    void b26_a_rule_of_ticktick_s_own_lists_its_days() throws IOException {
        String flag = "ERULE:NAME=CUSTOM;BYDATE=20261220,20261205,20270110";
        String id = repeating("2026-12-01", flag);
        for (String due : new String[] {"2026-12-05", "2026-12-20", "2027-01-10"}) {
            Reply open = next(id);
            assertThat(open.json().path("status").intValue()).as(due).isZero();
            assertThat(open.text("dueDate")).startsWith(due + "T08:30");
            assertThat(open.text("repeatFlag")).isEqualTo(flag);
        }
        assertThat(ticktick.post("/task/completed", "{'projectIds':['" + list + "']}")
                        .ids())
                .hasSize(3)
                .doesNotContain(id);
        assertThat(next(id).json().path("status").intValue())
                .as("after the last")
                .isEqualTo(2);
    }

    /** How it goes on is TickTick's matter; that it goes on under its id is what a client has to bear. */
    @Test
    @Tag("b26")
    void b26_a_rule_that_nobody_else_understands_goes_on_as_well() throws IOException {
        String id = repeating("2026-12-01", "ERULE:NAME=FORGETTINGCURVE");
        Reply open = next(id);
        assertThat(open.json().path("status").intValue()).isZero();
        assertThat(open.text("dueDate")).isGreaterThan("2026-12-01T08:30");
        assertThat(ticktick.post("/task/completed", "{'projectIds':['" + list + "']}")
                        .ids())
                .hasSize(1)
                .doesNotContain(id);
    }
}
