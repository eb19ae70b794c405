package dev.devledger.adapters.dashboard.frame;

import java.util.List;

/** The services that an account can be connected of, where nobody has done so. */
public interface ConnectOffers {
    List<Offer> open();

    /**
     * @param title of the service
     * @param path where connecting begins
     */
    record Offer(String title, String path) {}
}
