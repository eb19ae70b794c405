package dev.devledger.bootstrap.start;

/**
 * Up to JDK 23 a virtual thread that waits in Tomcat for a slow client keeps a thread of the system (JEP 491), of which there
 * are 256: as many slow bodies would keep everybody else waiting.
 */
public final class CarrierThreads {
    private static final int FIRST_WITHOUT_NEED = 24;
    private static final String PROPERTY = "jdk.virtualThreadScheduler.maxPoolSize";
    private static final String ENOUGH = "4096";

    private CarrierThreads() {}

    /** Before the first virtual thread is made. */
    public static void makeRoom() {
        if (Runtime.version().feature() < FIRST_WITHOUT_NEED && System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, ENOUGH);
        }
    }
}
