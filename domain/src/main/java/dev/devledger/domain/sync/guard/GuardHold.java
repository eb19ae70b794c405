package dev.devledger.domain.sync.guard;

import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes that wait for a person's approval.
 *
 * @param scope {@link #ALL_SCOPES} where it is about the whole connector
 * @param field of updates the only field that waits, else null
 * @param operations sorted
 */
public record GuardHold(Guard guard, String scope, @Nullable Field field, List<Operation> operations) {
    public static final String ALL_SCOPES = "*";

    /** What there is too much of. */
    public enum Guard {
        DELETES,
        UPDATES,
        CREATES
    }

    /** What would be done, and to which entity or remote item. */
    public record Operation(Guards.Kind kind, String target) {}

    private static final Comparator<Operation> ORDER =
            Comparator.comparing(Operation::kind).thenComparing(Operation::target);

    public GuardHold {
        operations = operations.stream().sorted(ORDER).toList();
    }

    /** Whether this write, or this field of it, has to wait. */
    public boolean covers(Guards.Kind kind, String target, @Nullable Field changed) {
        return (field == null || field == changed)
                && Collections.binarySearch(operations, new Operation(kind, target), ORDER) >= 0;
    }

    /** What an approval names: SHA-256, in hex, of the sorted lines of action and entity. Another plan has another one. */
    public String planHash() {
        String what = field == null ? "" : " " + field.name().toLowerCase(Locale.ROOT);
        return Sha256.hex(operations.stream()
                .map(each -> each.kind().name().toLowerCase(Locale.ROOT) + what + " " + each.target() + "\n")
                .sorted()
                .collect(Collectors.joining()));
    }
}
