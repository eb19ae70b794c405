package dev.devledger.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ServiceWorkerPolicy;

/** What a page is looked at with. */
record Look(int width, int height, boolean touch, boolean dark) {
    static final Look DESK = new Look(1280, 800, false, false);
    static final Look PHONE = new Look(390, 844, true, false);

    Look inTheDark() {
        return new Look(width, height, touch, true);
    }

    /** Without workers of pages, whose requests no test could hold back. */
    NewContextOptions options() {
        return new NewContextOptions()
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setViewportSize(width, height)
                .setHasTouch(touch)
                .setIsMobile(touch)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT);
    }

    @Override
    public String toString() {
        return width + "-" + (dark ? "dark" : "light");
    }
}
