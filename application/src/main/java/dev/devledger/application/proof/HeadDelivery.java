package dev.devledger.application.proof;

import dev.devledger.application.proof.HeadDelivery.LedgerHead.ExternalHead;
import dev.devledger.application.proof.Sealing.SealedBatches;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the head of each sealed batch to a place outside, in order and without a gap, whichever node sealed it. Only
 * that place knows which heads it has: several nodes may deliver the same head, and a node may repeat one after a
 * crash.
 */
public final class HeadDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(HeadDelivery.class);

    private static final int AT_ONCE = 100;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Duration REMINDER = Duration.ofHours(1);

    /** The reason why heads cannot be delivered, and the time since when. */
    public record DeliveryFailure(String message, Instant since) {}

    /** Thrown if the ledger does not contain the newest delivered head: further deliveries would hide that. */
    private static final class DeliveredHeadMissing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DeliveredHeadMissing(ExternalHead last) {
            super(("its last head is %d:%s, but the ledger has no such batch: the events were changed, or the"
                            + " ledger was restored from an older backup. Run verify --heads=FILE to find out; to"
                            + " start again, move the kept heads away")
                    .formatted(last.batch(), last.hash()));
        }
    }

    private final SealedBatches batches;
    private final HeadSink sink;
    private final Clock clock;
    private volatile @Nullable DeliveryFailure trouble;
    private Duration pause = LOOK;
    private Instant loggedAt = Instant.MIN;

    public HeadDelivery(SealedBatches batches, HeadSink sink, Clock clock) {
        this.batches = batches;
        this.sink = sink;
        this.clock = clock;
    }

    public String name() {
        return sink.name();
    }

    /** Returns the present failure; null if all sealed heads were delivered, as far as is known. */
    public @Nullable DeliveryFailure trouble() {
        return trouble;
    }

    /** Delivers all new heads, and returns the time until the next try. */
    public Duration give() {
        try {
            while (giveSome()) {
                LOG.debug("Heads were sent to {}", sink.name());
            }
            well();
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
        return pause;
    }

    private boolean giveSome() throws IOException {
        Optional<ExternalHead> last = sink.last();
        long from = last.map(ExternalHead::batch).orElse(0L);
        List<LedgerHead> heads = batches.heads(Math.max(from, 1), AT_ONCE);
        if (from > 0) {
            ExternalHead known = last.orElseThrow();
            if (heads.isEmpty() || !heads.getFirst().head().equals(known.batch() + ":" + known.hash())) {
                throw new DeliveredHeadMissing(known);
            }
            heads = heads.subList(1, heads.size());
        }
        if (!heads.isEmpty()) {
            sink.take(heads);
        }
        return !heads.isEmpty();
    }

    private void well() {
        pause = LOOK;
        if (trouble != null) {
            LOG.info("The heads of sealed batches are sent to {} again, including all that waited", sink.name());
        }
        trouble = null;
        loggedAt = Instant.MIN;
    }

    private void failed(Exception e) {
        Instant now = clock.instant();
        DeliveryFailure before = trouble;
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        trouble = new DeliveryFailure(message, before == null ? now : before.since());
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        if (loggedAt.equals(Instant.MIN) || !now.isBefore(loggedAt.plus(REMINDER))) {
            loggedAt = now;
            LOG.warn(
                    "The heads of sealed batches cannot be sent to {}: {}. None is lost; they wait, and Devledger"
                            + " tries again",
                    sink.name(),
                    message);
        }
        LOG.debug("Heads were not accepted", e);
    }

    /** A place outside of the database that keeps the heads of sealed batches. */
    public interface HeadSink {

        /** Returns the setting that names the place. */
        String name();

        /** Returns the newest head that the place has; empty if it has none. */
        Optional<ExternalHead> last() throws IOException;

        /** Stores the next heads, in order. If it fails, the heads that it has stored before the failure are kept. */
        void take(List<LedgerHead> heads) throws IOException;
    }

    /**
     * The newest sealed batch, and with it the proof of everything up to its last event.
     *
     * @param position the position of the last sealed event; 0 if there is none
     * @param events the number of sealed events
     * @param batch the batch's number; 0 if none is sealed
     * @param hash the batch's hash, in hexadecimal; zeros if none is sealed
     * @param head the batch's number and hash in one word, which can be kept elsewhere
     */
    public record LedgerHead(
            long position,
            long events,
            long batch,
            String hash,
            @Nullable Instant sealedAt,
            String head) {

        private static final String BEFORE_THE_FIRST = "0".repeat(64);

        /** The head of a ledger in which nothing is sealed. */
        public static final LedgerHead NONE = of(0, 0, 0, BEFORE_THE_FIRST, null);

        public static LedgerHead of(long position, long events, long batch, String hash, @Nullable Instant sealedAt) {
            return new LedgerHead(position, events, batch, hash, sealedAt, batch + ":" + hash);
        }

        /**
         * A {@link LedgerHead#head} that was kept elsewhere.
         *
         * @param place the place where the head was kept, such as the line of a file; may be empty
         */
        public record ExternalHead(long batch, String hash, String place) {
            /** The least number of characters of a head. */
            public static final int SHORTEST = 66;

            private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

            /** Parses a head. Throws an IllegalArgumentException that names the expected form. */
            public static ExternalHead parse(String word) {
                return parse(word, "");
            }

            /**
             * Parses a head that was kept at {@code place}. Throws an IllegalArgumentException that names the expected
             * form.
             */
            public static ExternalHead parse(String word, String place) {
                Matcher form = FORM.matcher(word.strip().toLowerCase(Locale.ROOT));
                if (!form.matches()) {
                    throw new IllegalArgumentException(
                            "A head is the number of a batch, a colon and 64 hexadecimal digits, such as the head in the"
                                    + " answer of GET /api/ledger/head; this is not one: \"" + word + "\".");
                }
                return new ExternalHead(Long.parseLong(form.group(1)), form.group(2), place);
            }
        }
    }
}
