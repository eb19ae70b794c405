// What others change is heard of through one stream for all tabs of a browser, as it has six connections for all of them. One of
// those that are looked at listens, and tells the others; when it is left, the next one does.
"use strict";

const live = document.getElementById("live");

/** Of the tab that listens. */
let stream = null;

/** What was last said of it, here or in the tab that listens. */
let heard = "";

function state(word) {
  const to = "/login?to=" + encodeURIComponent(location.pathname + location.search);
  const ended = word === "log in again";
  live.dataset.state = word === "live" ? word : word && "lost";
  live.title = word === "live" ? "Changes appear on this page at once" : "";
  live.replaceChildren(ended ? Object.assign(document.createElement("a"), { href: to, textContent: word }) : word);
}

{
  const APART = 300;
  const GATHER = 100;

  /** Who comes back is told of all that was missed, in several pieces. */
  const CATCH_UP = 500;

  const TICK = 5000;

  /** An address without TLS that is not this machine has no locks: there each tab listens for itself. */
  const tabs = navigator.locks && "BroadcastChannel" in window ? new BroadcastChannel("devledger-live") : null;
  let turn = null;
  let free = null;
  let told = false;

  /** Before the time since when nothing is heard. */
  const LOST = "reconnecting";

  /** Where the page may be older than the stream it is drawn so long after somebody listens, and not before. */
  let stale = 0;

  const say = (word) => {
    heard = word;
    state(word);
    tabs?.postMessage({ state: word });
  };

  const isLost = (word) => word.startsWith(LOST);

  const isWatched = () => main.dataset.live === "true" && !document.hidden;

  // However fast changes come, the page is drawn again and again, each time when the one before has been.
  let changed = false;
  let following = false;
  let drawnAt = 0;

  async function follow(patience = GATHER) {
    changed = true;
    if (following) return;
    following = true;
    while (changed) {
      await new Promise((go) => setTimeout(go, Math.max(patience, drawnAt + APART - Date.now())));
      patience = GATHER;
      changed = false;
      drawnAt = Date.now();
      if (isWatched()) await drawTold();
    }
    following = false;
  }

  /** Whoever does not see the page is told that it is another one now. */
  async function drawTold() {
    const before = main.textContent;
    await draw();
    const changed = main.textContent !== before;
    const last = main.querySelector(".last")?.textContent.trim();
    if (changed) document.getElementById("heard").textContent = last || "This page has changed.";
  }

  function listen() {
    if (!isWatched() || turn) return;
    turn = new AbortController();
    const { signal } = turn;
    if (!tabs) return open();
    tabs.postMessage({ ask: true });
    const hold = () => (signal.aborted ? null : new Promise((done) => ((free = done), open())));
    navigator.locks.request("devledger-live", { signal }, hold).catch(() => {});
  }

  function leave() {
    stream?.close();
    turn?.abort();
    free?.();
    stream = turn = free = null;
  }

  /** How far something has come concerns a page that shows it; what was changed may be on any. */
  function hear(name) {
    if (name !== "replay" || main.querySelector("[data-hears~=replay]")) follow();
  }

  function open() {
    stream = new EventSource("/api/events");
    stream.onopen = () => {
      if (told || stale) follow(stale || GATHER); // what came between the one who listened before and this one
      told = false;
      stale = 0;
      say("live");
    };
    stream.onerror = () => {
      stale = CATCH_UP;
      say(isLost(heard) ? heard : `${LOST} since ${theTime()}`);
      if (stream.readyState === EventSource.CLOSED) comeBack();
    };
    for (const name of ["ledger", "sync", "message", "replay"])
      stream.addEventListener(name, () => {
        hear(name);
        tabs?.postMessage({ changed: name });
      });
  }

  /** A browser comes back by itself when there is no server, but not when there is one that refuses it. */
  function comeBack() {
    stream = null;
    const mine = turn;
    setTimeout(async () => {
      const answer = await fetch("/api/events", { method: "HEAD", signal: AbortSignal.timeout(LOOK) }).catch(() => null);
      if (mine !== turn) return;
      if (answer?.status === 401) {
        say("log in again");
        leave();
      } else open();
    }, 2000);
  }

  /** After a sleep of the machine the connection may be dead, of which nobody hears. */
  let ticked = Date.now();
  setInterval(() => {
    const asleep = Date.now() - ticked > 4 * TICK;
    ticked = Date.now();
    if (!asleep || !turn) return;
    leave();
    stale = GATHER;
    listen();
  }, TICK);

  tabs?.addEventListener("message", ({ data }) => {
    if (data.ask && stream && heard) tabs.postMessage({ state: heard });
    if (!isWatched()) return;
    if (data.state) {
      told = true;
      heard = data.state;
      state(heard);
      if (isLost(heard)) stale = CATCH_UP;
      if (stale && heard === "live") {
        follow(stale);
        stale = 0;
      }
    }
    if (data.changed) hear(data.changed);
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return leave();
    stale = GATHER;
    listen();
  });

  listen();
}
