// The tasks of a project are moved from stage to stage: what is in progress is claimed, for who moves it. It stands on moving.js.
"use strict";

/** In minutes; a claim ends by itself. */
const CLAIMED_FOR = 1440;

/** The columns that a task can be moved to: what it waits for is not changed by that. */
const stagesOf = (card) => [...main.querySelectorAll(".column[data-status]")].map((each) => each.dataset).filter(({ status }) => kind.accepts(card, status));

kind = {
  noun: "task",
  title: (stage) => main.querySelector(`.column[data-status="${stage}"]`)?.dataset.title ?? stage,
  accepts: ({ dataset: { status } }, to) => to !== "waiting" && status !== to && !(status === "waiting" && to === "todo"),
  send: sendStage,
  besides: (those, to) => (to === "progress" ? ` You have claimed ${those.length === 1 ? "it" : "them"} for 24 hours.` : ""),
  touched: moveAtOnce,
};

const taskPath = (key, verb) => `/api/tasks/${key}/${verb}`;
const claim = (key) => send("POST", taskPath(key, "claim"), { minutes: CLAIMED_FOR });
const release = (key, force) => send("POST", taskPath(key, "release") + (force ? "?force=true" : ""));

/** All of them or none: a claim is of one task, and no change set takes it back, so what was done is undone by its opposite. */
async function sendStage(those, to, force) {
  const undo = [];
  const back = async () => {
    for (const each of undo.splice(0).reverse()) await each();
    return {};
  };
  const ends = to === "completed";
  const turned = those.filter(({ status }) => (status === "completed") !== ends).map(({ key }) => key);
  try {
    if (turned.length) {
      const body = { ids: turned, status: ends ? "completed" : "open" };
      const { changeSet } = await send("POST", `/api/tasks/changes${force ? "?force=true" : ""}`, body);
      if (ends) return changeSet;
      undo.push(() => send("POST", `/api/change-sets/${changeSet}/undo`, {}));
    }
    for (const { key, status } of those) {
      if (to === "progress") await claim(key).then(() => undo.push(() => release(key)));
      else if (status === "progress") await release(key, force).then(() => undo.push(() => claim(key)));
    }
  } catch (failure) {
    await back();
    throw failure;
  }
  return force ? null : back; // whose claim was ended cannot be given it again
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-to]");
  if (button) moveAtOnce([button.closest(".card")], button.dataset.to);
});
