// The bar of a page of the past: a slider over the moments at which something changed. The links beside it work without it.
// In a block, as the scripts of a page share their names.
"use strict";

{
  const past = document.getElementById("past");
  const REST = 200;
  let marks = [];
  let slider = null;
  let resting = null;
  let asking = null;

  /** When it was and of what. Who did what is told by the page of that moment, as the marks have the words of the API. */
  const said = (mark) =>
    localTime(new Date(mark.at)) +
    (mark.entity.key ? `: ${mark.entity.key}` : "") +
    (mark.changeSets > 1 ? `, the last of ${mark.changeSets} change sets` : "");

  /** The last mark at or before a position. */
  const at = (position) => Math.max(0, marks.findLastIndex((mark) => mark.position <= position));

  /** The room of the slider is there at once: what is read below it is not to move when the marks have come. */
  async function offer() {
    const place = document.createElement("div");
    place.className = "moments";
    past.append(place);
    const found = await read(past.dataset.marks).catch(() => null);
    marks = found?.items || [];
    if (marks.length < 2) {
      const why = found ? "There are no other past times to show." : "Devledger could not load the other past times. Reload the page.";
      return place.append(Object.assign(document.createElement("p"), { className: "mark-said", textContent: why }));
    }
    slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: marks.length - 1, step: 1 });
    slider.setAttribute("aria-label", "Time slider, by change set");
    slider.value = at(Number(past.dataset.position));
    slider.addEventListener("input", moved);
    slider.addEventListener("keydown", jump);
    const word = Object.assign(document.createElement("p"), { className: "mark-said", id: "mark-said" });
    place.append(picture(), slider, word);
    tell(ofBar());
  }

  /** Lines that are nearer than this to each other are one, in pixels. */
  const NEAR = 3;

  /** As many lines as there is room for; a tall one where something was created or changed its status. */
  function picture() {
    const lines = new Map();
    const room = Math.max(1, Math.floor(past.clientWidth / NEAR));
    marks.forEach((mark, i) => {
      const place = Math.round((room * i) / (marks.length - 1));
      lines.set(place, lines.get(place) || mark.status);
    });
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "marks");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("width", "100%");
    svg.setAttribute("height", "16");
    lines.forEach((isTall, place) => {
      const line = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      const height = isTall ? 16 : 8;
      line.setAttribute("x", `${((100 * place) / room).toFixed(2)}%`);
      line.setAttribute("y", 16 - height);
      line.setAttribute("width", "1");
      line.setAttribute("height", height);
      svg.append(line);
    });
    return svg;
  }

  /** What the bar says of the moment of the page. */
  const ofBar = () => past.querySelector("[data-moment]").textContent;

  /** Who hears the page is told by the slider itself. */
  const tell = (words) => slider.setAttribute("aria-valuetext", words);

  function moved() {
    const words = said(marks[slider.value]);
    document.getElementById("mark-said").textContent = words;
    tell(words);
    document.dispatchEvent(new CustomEvent("moving", { detail: marks[slider.value].position }));
    asking?.abort();
    clearTimeout(resting);
    resting = setTimeout(look, REST);
  }

  /** Ten at once, whatever the browser's own step is. */
  function jump(event) {
    const by = { PageUp: 10, PageDown: -10 }[event.key];
    if (!by) return;
    event.preventDefault();
    slider.value = Number(slider.value) + by;
    moved();
  }

  /** The page of the moment at which the slider rests; an answer for an earlier one is not shown any more. */
  async function look() {
    asking?.abort();
    const mine = (asking = new AbortController());
    const address = new URL(location.href);
    address.searchParams.set("asOf", marks[slider.value].position);
    address.searchParams.delete("cursor");
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" }, signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine.signal.aborted) return;
      document.dispatchEvent(new Event("rested"));
      replace(page);
      history.replaceState(null, "", address);
    } catch (failure) {
      if (failure.name !== "AbortError") location.href = address;
    }
  }

  /** What was not there yet at that moment has the bar as well; only a page of something that went wrong has none. */
  function replace(page) {
    const shown = page.getElementById("main") || page.querySelector("main");
    const stood = standOfColumns();
    main.replaceChildren(...shown.childNodes);
    standAgain(stood);
    document.title = page.title;
    const bar = page.getElementById("past");
    if (bar) {
      const slides = past.querySelector(".moments"); // stays where it is: what is taken out loses the focus
      for (const each of [...past.childNodes]) if (each !== slides) each.remove();
      slides.before(...bar.childNodes);
      document.getElementById("mark-said").textContent = "";
    }
    show();
    tell(ofBar());
  }

  // One change set back and forth; "t" takes the slider.
  document.addEventListener("keydown", (event) => {
    if (!isKey(event)) return;
    if (event.key === "[") past.querySelector("[rel=prev]")?.click();
    if (event.key === "]") past.querySelector("[rel=next]")?.click();
    if (event.key === "t") slider?.focus();
  });

  // A day begins elsewhere in another zone: the address says the instant, and can be sent to others.
  const here = new URL(location.href);
  here.searchParams.set("asOf", past.dataset.asked);
  history.replaceState(null, "", here);
  offer();
}
