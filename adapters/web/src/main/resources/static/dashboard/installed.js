// The pages can be installed as an app. While the server does not answer, a worker shows a page that says when one was last seen.
"use strict";

{
  const seen = () => localStorage.setItem("devledger-seen", new Date().toISOString());

  seen();
  document.addEventListener("fresh", seen);
  window.addEventListener("load", () => navigator.serviceWorker?.register("/worker.js").catch(() => {}));
}
