package dev.devledger.adapters.dashboard.frame;

import java.util.List;

/** The services that an account can be connected of. */
public interface ConnectOffers {
    List<Offer> all();

    /** Those that can be connected as things are, where nobody has done so. */
    default List<Offer> open() {
        return all().stream().filter(Offer::isOpen).toList();
    }

    /**
     * @param title of the service
     * @param path where connecting begins, or that says what is missing for it
     */
    record Offer(String title, String path, boolean isOpen) {}
}
