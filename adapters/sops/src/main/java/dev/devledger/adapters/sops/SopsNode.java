package dev.devledger.adapters.sops;

import java.util.List;

/** The content of a file in its original order: the MAC depends on the order. Comments are no part of it. */
public sealed interface SopsNode {

    /** A node with named children. */
    record Branch(List<Entry> entries) implements SopsNode {
        public Branch {
            entries = List.copyOf(entries);
        }
    }

    /** A named child. */
    record Entry(String key, SopsNode node) {}

    /** A node with children in an order. */
    record Sequence(List<SopsNode> nodes) implements SopsNode {
        public Sequence {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A single value. Numbers, booleans and times are in the form that SOPS counts into the MAC.
     *
     * @param isText true if SOPS has it as a string; only strings can be encrypted
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

    /** {@code null}: neither encrypted nor counted. */
    record Nothing() implements SopsNode {}
}
