package dev.devledger.domain.undo;

import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.When;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A start and a due date that go back one by one could end up as a day and an instant, or the wrong way round. Where they
 * would, both go back to what they were together.
 */
final class DatesTogether {
    private DatesTogether() {}

    static void keep(UndoPlan draft, EntityHistory past, Map<String, @Nullable Object> back) {
        FieldHistory start = past.trace(Fields.START_DATE);
        FieldHistory due = past.trace(Fields.DUE_DATE);
        boolean startGoes = back.containsKey(Fields.START_DATE);
        boolean dueGoes = back.containsKey(Fields.DUE_DATE);
        if (start == null || due == null || !(startGoes || dueGoes)) {
            return; // the one that never moved was fit for all that the other has been
        }
        if (fit(startGoes ? start.before() : start.now(), dueGoes ? due.before() : due.now())) {
            return;
        }
        if (!startGoes) {
            report(draft, past, Fields.START_DATE, start);
        }
        if (!dueGoes) {
            report(draft, past, Fields.DUE_DATE, due);
        }
        back.put(Fields.START_DATE, start.original());
        back.put(Fields.DUE_DATE, due.original());
    }

    private static boolean fit(@Nullable Object start, @Nullable Object due) {
        return new Violations()
                .schedule(new Schedule((When) start, (When) due, ZoneOffset.UTC))
                .none();
    }

    private static void report(UndoPlan draft, EntityHistory past, String field, FieldHistory trace) {
        draft.add(new LaterEdit(
                past.entity(),
                field,
                trace.after(),
                trace.now(),
                trace.since(),
                "It was changed later, and does not fit the old value of the other date. With force, both dates go"
                        + " back.",
                false));
    }
}
