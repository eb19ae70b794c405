package dev.devledger.adapters.sops;

import java.util.List;

/** What a file has, in the order in which it has it: the MAC depends on the order. Comments are no part of it. */
public sealed interface SopsNode {

    /** What has names. */
    record Branch(List<Entry> entries) implements SopsNode {
        public Branch {
            entries = List.copyOf(entries);
        }
    }

    /** A name and what it is of. */
    record Entry(String key, SopsNode node) {}

    /** What has places. */
    record Sequence(List<SopsNode> nodes) implements SopsNode {
        public Sequence {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A single value. Numbers, truth values and times are in the form in which SOPS counts them into the MAC.
     *
     * @param isText whether it is a string for SOPS; only those can be encrypted
     */
    record Value(String text, boolean isText) implements SopsNode {
        static Value text(String text) {
            return new Value(text, true);
        }

        static Value other(String canonical) {
            return new Value(canonical, false);
        }

        /** It may be a secret. */
        @Override
        public String toString() {
            return "Value[…]";
        }
    }

    /** {@code null}: neither encrypted nor counted. */
    record Nothing() implements SopsNode {}
}
