package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.Effect;
import dev.devledger.application.sync.memory.ConflictView.Kind;
import dev.devledger.domain.sync.conflict.Choice;
import dev.devledger.domain.sync.existence.ExistenceRule;
import dev.devledger.domain.sync.merge.AppliedSide;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each choice of a conflict does, in words and before it is done.
 *
 * @param service the other side, as people write it
 * @param others likewise the services that the same choice settles
 */
record ConflictEffects(ConflictView conflict, String service, List<String> others) {

    List<Effect> all() {
        return conflict.choices().stream()
                .map(choice -> new Effect(choice, of(choice)))
                .toList();
    }

    private String of(Choice choice) {
        return switch (choice) {
            case LOCAL -> local() + alsoThere();
            case REMOTE -> remote() + alsoThere();
            case VALUE ->
                conflict.kind() == Kind.MATCH
                        ? "The one that you choose is " + entity() + " from now on, and gets what Devledger has."
                        : "The " + field() + " becomes what you write, in Devledger and in " + service + "."
                                + alsoThere();
            case DETACH -> "Both sides stay as they are, and are synced no longer.";
        };
    }

    private String alsoThere() {
        return conflict.kind() == Kind.FIELD && !others.isEmpty()
                ? " " + String.join(" and ", others) + (others.size() == 1 ? " gets" : " get") + " it too."
                : "";
    }

    private String local() {
        return switch (conflict.kind()) {
            case FIELD -> chosen(conflict.local(), "Devledger", service, AppliedSide.LOCAL);
            case EXISTENCE -> localExistence();
            case MATCH -> "A new one is made in " + service + ".";
        };
    }

    private String remote() {
        return switch (conflict.kind()) {
            case FIELD -> chosen(conflict.remote(), service, "Devledger", AppliedSide.REMOTE);
            case EXISTENCE -> remoteExistence();
            case MATCH -> "It stays as it is in " + service + ".";
        };
    }

    /** What waits stands on its own side already; what a policy has settled stands on both or, turned round, on none. */
    private String chosen(@Nullable Object value, String has, String gets, AppliedSide side) {
        String becomes = "becomes " + ValueWords.of(value);
        if (conflict.applied() == AppliedSide.NONE) {
            return gets + "'s " + field() + " " + becomes + ".";
        }
        return conflict.applied() == side
                ? "Both sides keep what is in use: " + has + "'s " + field() + "."
                : "The " + field() + " " + becomes + ", in Devledger and in " + service + ".";
    }

    private String localExistence() {
        if (isOf(ExistenceRule.DUPLICATE)) {
            return "The second one is deleted in " + service + ".";
        }
        if (isOf(ExistenceRule.REAPPEARED)) {
            return "Devledger's state goes to " + service + ": where it is deleted here, it is deleted there too.";
        }
        return conflict.local() == null
                ? "It is deleted in " + service + " too."
                : "It is kept here, and made again in " + service + ".";
    }

    private String remoteExistence() {
        if (isOf(ExistenceRule.DUPLICATE)) {
            return "The second one is kept, and is one of its own in Devledger too.";
        }
        return conflict.remote() == null
                ? "It is deleted here too."
                : "It comes back here, as it is in " + service + ".";
    }

    private boolean isOf(ExistenceRule rule) {
        return conflict.rule().equals(rule.code());
    }

    private String entity() {
        String key = conflict.entity().key();
        return key == null ? "the " + conflict.entity().type() : key;
    }

    private String field() {
        return ValueWords.field(Objects.requireNonNull(conflict.field()));
    }
}
