package dev.devledger.application.sync.simulation;

/** Counts what a cycle does outside of its own memory, and can end the process before any of it. */
public final class Steps {

    /** The process is gone; nobody catches it. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String before) {
            super("crash before " + before, null, false, false);
        }
    }

    private boolean counting;
    private boolean dead;
    private int taken;
    private int crashAt = Integer.MAX_VALUE;

    /** The process ends before that step, counted from 0. */
    public void crashAt(int step) {
        crashAt = step;
    }

    public int taken() {
        return taken;
    }

    /** Runs a process's work; true where it died in it. */
    boolean died(Runnable work) {
        counting = true;
        dead = false;
        try {
            work.run();
            return false;
        } catch (Crash e) {
            return true;
        } finally {
            counting = false;
            dead = false;
        }
    }

    /** What others do meanwhile is no step of the process. */
    public void outside(Runnable others) {
        boolean before = counting;
        counting = false;
        try {
            others.run();
        } finally {
            counting = before;
        }
    }

    public void before(String step) {
        if (!counting) {
            return;
        }
        if (dead || taken++ == crashAt) {
            dead = true;
            throw new Crash(step);
        }
    }
}
