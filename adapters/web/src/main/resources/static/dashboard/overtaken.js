// Somebody was faster: what it is now, and whether that or what was typed counts. The same in each dialog and each message.
"use strict";

/** A value as a person reads it. */
function told(value) {
  if (Array.isArray(value)) return value.map((each) => each.name ?? each).join(", ") || "–";
  return value === null || value === undefined || value === "" ? "–" : String(value);
}

const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Who was overtaken has read by what, and may do it all the same. */
function again(work) {
  const button = make("button", { type: "button", textContent: "Do it anyway" });
  button.addEventListener("click", work);
  return button;
}

/**
 * Shows at the place what changed since, and both ways out.
 *
 * `about` is what a write was to change: each has its `api`, what was `seen` of it when somebody began, and its `name` where there
 * are several; `say` says a value of it in words. `mine` and `theirs` get what these are now, in their order. `isThere` says
 * whether somebody is still at the place; who has left it is told beside it.
 */
async function overtaken(
  place,
  { failure, about, say = (name, value) => told(value), mine, theirs, isThere = () => place.isConnected },
) {
  const now = await Promise.all(about.map((each) => read(each.api))).catch(() => null);
  if (!isThere()) return tell(failure, null, true);
  if (!now) return sayWrong(place, failure);
  const theirsToo = make("button", { type: "button", textContent: "Keep the other change" });
  const mineToo = again(() => mine(now));
  theirsToo.addEventListener("click", () => theirs(now));
  const known = [...since(failure.problem), ...about.flatMap((each, i) => differences(each, now[i], say))];
  const lines = known.length ? known : about.flatMap((each, i) => (each.name ? [`${each.name} ${now[i].title ?? now[i].name}`] : []));
  place.replaceChildren(
    make("p", {}, "Changed since you opened it:"),
    make("ul", {}, ...lines.map((line) => make("li", {}, make("bdi", {}, line)))),
    make("p", {}, mineToo, " ", theirsToo),
  );
  mineToo.focus();
  place.scrollIntoView({ block: "nearest" });
}

const since = (problem) => (problem?.changedSince || []).map((each) => `${each.agent || each.actor}: ${each.summary}`);

const differences = ({ seen, name: whose }, now, say) =>
  Object.entries(seen)
    .filter(([name, was]) => !same(was, now[name]))
    .map(([name, was]) => `${whose ? `${whose}: ` : ""}${fieldWord(name)} was ${say(name, was)} and is now ${say(name, now[name])}`);
