package dev.devledger.application.sync;

import dev.devledger.domain.sync.EntityRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the next cycle would do (contract, section 4). */
public record SyncPlan(String planHash, List<Item> plan) {

    /**
     * @param direction {@code pull} into the ledger or {@code push} out of it
     * @param entity null for what the ledger does not have yet
     * @param fields in the words of the history
     * @param rule the row of the design's decision tables, such as {@code E2} or {@code F4}
     */
    public record Item(
            String action,
            String direction,
            @Nullable EntityRef entity,
            @Nullable String remoteId,
            List<String> fields,
            String rule) {}

    static SyncPlan of(List<Item> items) {
        String lines = items.stream()
                .map(item -> item.action() + " " + item.direction() + " " + item.entity() + " " + item.remoteId() + " "
                        + item.fields() + " " + item.rule() + "\n")
                .collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
            return new SyncPlan(HexFormat.of().formatHex(hash), List.copyOf(items));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }
}
