package dev.devledger.browser;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestWatcher;

/** Whether a test has failed: what it leaves is kept then for whoever looks why. Public for JUnit, which looks for it. */
public final class Failures implements BeforeAllCallback, TestWatcher, LifecycleMethodExecutionExceptionHandler {
    private static volatile boolean inClass;
    private static volatile boolean inRun;

    /** Of the class that runs. */
    static boolean inClass() {
        return inClass;
    }

    static boolean inRun() {
        return inRun;
    }

    private static void note() {
        inClass = true;
        inRun = true;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        inClass = false;
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        note();
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        note();
        throw failure;
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        note();
        throw failure;
    }
}
