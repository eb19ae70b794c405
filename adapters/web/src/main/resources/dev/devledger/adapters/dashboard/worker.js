// Shows a page of its own while the server does not answer. It keeps that page with its files, and nothing else: whatever the ledger
// has is asked of the server each time, and changes, downloads and streams go by without it.
"use strict";

const KEPT = "devledger-{version}";
const PAGE = "/offline";
const FILES = {files};

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(begin()));

async function keep() {
  const kept = await caches.open(KEPT);
  await kept.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: "no-cache" })));
  await skipWaiting();
}

async function begin() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(answer(event, PAGE));
  else if (FILES.includes(pathname + search)) event.respondWith(answer(event, request));
});

/** What the server says, whatever that is; what is kept only where there is no answer at all. */
async function answer(event, instead) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    return (await caches.match(instead)) || Response.error();
  }
}
