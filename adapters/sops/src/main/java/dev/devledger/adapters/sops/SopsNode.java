package dev.devledger.adapters.sops;

import java.util.List;

/** The content of a file, in its original order, on which the MAC depends. Comments are left out. */
public sealed interface SopsNode {

    /** A node that has children with names. */
    record Branch(List<Entry> entries) implements SopsNode {
        public Branch {
            entries = List.copyOf(entries);
        }
    }

    /** A child with its name. */
    record Entry(String key, SopsNode node) {}

    /** A node that has children without names, in an order. */
    record Sequence(List<SopsNode> nodes) implements SopsNode {
        public Sequence {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A single value. Numbers, booleans and times are in the form that SOPS counts into the MAC.
     *
     * @param isText true if the value is a string for SOPS; only strings can be encrypted
     */
    record Value(String text, boolean isText) implements SopsNode {
        static Value text(String text) {
            return new Value(text, true);
        }

        static Value other(String canonical) {
            return new Value(canonical, false);
        }

        /** Hides the text, which may be a secret. */
        @Override
        public String toString() {
            return "Value[…]";
        }
    }

    /** The value {@code null}, which is not encrypted, and not counted into the MAC. */
    record NullValue() implements SopsNode {}
}
