package dev.devledger.adapters.mcp.tool;

import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.domain.shared.Sha256;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the person behind a call has agreed to. A person who can be asked is asked: the argument {@code confirm} counts
 * only where no one can be, as a model could set it by itself.
 *
 * @param asks true if the client can ask the person
 * @param agreed the digests of the questions to which the person has agreed
 */
public record Consent(boolean asks, Set<String> agreed) {
    public static final String ARGUMENT = "confirm";

    /** The consent of a caller who cannot ask a person. */
    public static final Consent BY_ARGUMENT = new Consent(false, Set.of());

    /** The consent of a caller who can ask a person, and has not asked yet. */
    public static final Consent NOT_ASKED = new Consent(true, Set.of());

    private static final String DECLINED = ": the user did not confirm. Nothing was written.";

    public Consent {
        agreed = Set.copyOf(agreed);
    }

    /** Returns the consent after the person has agreed to one more question. */
    public Consent and(Question question) {
        return and(question.digest());
    }

    public Consent and(String digest) {
        Set<String> all = new TreeSet<>(agreed);
        all.add(digest);
        return new Consent(asks, all);
    }

    /** Returns the argument of a tool that may ask. */
    public static Schema argument() {
        return Schema.flag().described("The user agreed");
    }

    /** Returns the failure of a call to which the person did not agree. */
    public static ToolRegistry.Outcome declined() {
        return new ToolRegistry.Outcome.Failed(ToolProblem.DECLINED.word() + DECLINED);
    }

    /**
     * @throws ConsentNeeded if the person has to be asked first
     * @throws ToolFailure if no one can be asked, and the call does not say that the person agreed
     */
    void require(Question question, Arguments arguments) {
        if (agreed.contains(question.digest())) {
            return;
        }
        if (asks) {
            throw new ConsentNeeded(question);
        }
        if (!arguments.flag(ARGUMENT)) {
            throw new ToolFailure(
                    ToolProblem.CONFIRM_REQUIRED,
                    question.harm() + " Ask the user, then call again with confirm=true.");
        }
    }

    /**
     * A question to the person before a call does harm.
     *
     * @param harm the harm in whole sentences
     * @param digest the digest of the harm and of everything concerned, so that consent to one thing is none to another
     */
    public record Question(String harm, String digest) {
        public static Question of(String harm, Collection<?> concerned) {
            return new Question(harm, Sha256.hex(harm + "\n" + concerned));
        }

        /** Returns the schema of the form that the client shows: one box, empty at first. */
        public static Map<String, Object> form() {
            Schema box = Schema.flag().titled("Yes, do it");
            return Schema.open(ARGUMENT, box).requiring(ARGUMENT).json();
        }
    }

    /** Thrown to end a call before it is carried out, until the person has agreed. */
    public static final class ConsentNeeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Question question;

        ConsentNeeded(Question question) {
            super(question.harm(), null, false, false);
            this.question = question;
        }

        public Question question() {
            return question;
        }
    }
}
