/** What a person sees and does in a browser, and how it looks. Everything happens in a real Chromium. */
package dev.devledger.browser;
