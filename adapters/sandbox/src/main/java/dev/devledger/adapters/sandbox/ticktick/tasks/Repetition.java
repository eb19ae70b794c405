package dev.devledger.adapters.sandbox.ticktick.tasks;

import java.time.LocalDate;
import java.util.Optional;

/** How a task goes on when one occurrence of it is done. Its text is what the task has as {@code repeatFlag}. */
sealed interface Repetition permits RepeatRule, NamedRule {
    /** Empty for what is no rule: such a task is simply completed. */
    static Optional<Repetition> read(String text) {
        return RuleParts.read(text).<Repetition>map(RepeatRule::new).or(() -> NamedRule.read(text));
    }

    /** What is left of it; empty after the last occurrence. */
    Optional<? extends Repetition> afterOne();

    /** The first day after the anchor that is one of its days and not before {@code earliest}. */
    Optional<LocalDate> next(LocalDate anchor, LocalDate earliest);
}
