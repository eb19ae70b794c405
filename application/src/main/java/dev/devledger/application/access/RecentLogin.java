package dev.devledger.application.access;

/** Whoever sits before an open browser shows that they are the owner before they do what outlives its session. */
public interface RecentLogin {

    /** Whether that was shown a while ago, and not since. */
    boolean isTooOld(BrowserSession session);

    /** @throws AccessRefused where it is too old */
    void require(BrowserSession session);

    /**
     * Takes the owner token once more: the session goes on, and its login is new.
     *
     * @param address from where it came
     * @throws dev.devledger.domain.shared.Rejection where it is another one
     */
    void show(BrowserSession session, String token, String address);
}
