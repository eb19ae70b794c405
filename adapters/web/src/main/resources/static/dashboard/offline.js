// Asks again every few seconds, and opens what was asked for when the server answers.
"use strict";

{
  const EVERY = 3000;
  const LONG = 5000;

  const seen = localStorage.getItem("devledger-seen");
  const line = document.querySelector("[data-seen]");
  if (seen) {
    line.querySelector("time").dateTime = seen;
    line.hidden = false;
    showTimes();
  }

  const open = () => (location.pathname === "/offline" ? location.replace("/") : location.reload());

  async function ask() {
    const answer = await fetch("/favicon.ico", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(LONG) }).catch(() => null);
    if (answer?.ok) open();
    setTimeout(ask, EVERY); // also then: what was asked for may be a file, which leaves this page where it is
  }

  document.querySelector("[data-again]").addEventListener("click", open);
  setTimeout(ask, EVERY);
}
