"use strict";

Object.assign(WORDS, {
  timeline: ["时间线", "Timeline"],
  asOf: ["截至", "As of"],
  done: ["已完成", "Done"],
  due: ["未到期", "Due"],
  overdue: ["已过期，未见完成", "Overdue"],
  unconfirmed: ["未经证实", "Unconfirmed"],
  denied: ["否认", "Denied"],
  withoutDay: ["项计划或预期没有日期", "plans or expectations have no date"],
  noTimes: ["当前筛选下没有带时间的事实。", "No dated fact matches the current filters."],
  what: ["事项", "What"],
  state: ["进展", "State"],
});

/** What the timeline shows: the day that plans are measured against, states put away, and how many rows. */
const TIMES = { asOf: DATA.newest, hidden: new Set(), rows: 200 };
const STATES = ["done", "due", "overdue", "unconfirmed", "denied"];
const DAY = 86400000;
const STRIP = 300;
const dayNumber = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);

/** Where a dated fact stands as of the chosen day; the report's rule (kg/view/timeline.py), for a day that can be moved. */
function stateOf(fact) {
  const [first, last] = fact.period;
  if (fact.status === "Negated") return "denied";
  if (fact.status === "Planned" || fact.status === "Expected") {
    if (fact.carriedOut) return "done";
    return TIMES.asOf && last < TIMES.asOf ? "overdue" : "due";
  }
  if (TIMES.asOf && first > TIMES.asOf) return "due";
  return fact.status === "Claimed" ? "unconfirmed" : "done";
}

const stateBadge = (state) => make("span", { class: "state", "data-state": state }, word(state));

/** Dated facts that the filters let through, earliest first. */
function datedPlaces() {
  const places = DATA.facts.map((_, place) => place).filter((place) => DATA.facts[place].period && factShown(place));
  const keyed = places.map((place) => [DATA.facts[place].period.join(), place]);
  return keyed.sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j)).map(([, place]) => place);
}

/** The stretch of days that the bars are drawn against: the middle of the data, so that one old year flattens nothing. */
function axisOf(places) {
  const firsts = places.map((place) => dayNumber(DATA.facts[place].period[0])).sort((a, b) => a - b);
  const lasts = places.map((place) => dayNumber(DATA.facts[place].period[1])).sort((a, b) => a - b);
  const cut = places.length > 20 ? Math.floor(places.length / 20) : 0;
  const now = TIMES.asOf ? dayNumber(TIMES.asOf) : firsts[0];
  const from = Math.min(firsts[cut], now);
  const to = Math.max(lasts[lasts.length - 1 - cut], now) + 1;
  const margin = Math.max(3, (to - from) / 25);
  const x = (day) => Math.max(0, Math.min(STRIP, ((day - from + margin) / (to - from + 2 * margin)) * STRIP));
  return { from: from - margin, to: to + margin, x, now: x(now) };
}

/** First days of years, half-years or months, whichever leave room for their words. */
function ticksOf({ from, to, x }) {
  const years = (to - from) / 365.25;
  const step = years > 3 ? 12 * Math.ceil(years / 5) : years > 1.2 ? 6 : years > 0.5 ? 2 : 1;
  const begin = new Date(from * DAY);
  const ticks = [];
  for (let month = begin.getUTCFullYear() * 12; ; month += step) {
    const moment = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (moment / DAY > to) return ticks;
    if (moment / DAY >= from) ticks.push([x(moment / DAY), new Date(moment).toISOString().slice(0, step >= 12 ? 4 : 7)]);
  }
}

function axisPicture(axis) {
  let free = 0;
  const marks = ticksOf(axis).flatMap(([x, text]) => {
    const mark = makeSvg("line", { x1: x, x2: x, y1: 16, y2: 20 });
    const [left, right] = x < 22 ? [x, x + 44] : x > STRIP - 22 ? [x - 44, x] : [x - 22, x + 22];
    if (left < free) return [mark];
    free = right + 4;
    const label = makeSvg("text", { x, y: 12, "text-anchor": x < 22 ? "start" : x > STRIP - 22 ? "end" : "middle" });
    label.textContent = text;
    return [label, mark];
  });
  return makeSvg("svg", { class: "strip", viewBox: `0 0 ${STRIP} 20`, "aria-hidden": "true" }, ...marks);
}

function barPicture(fact, axis, state) {
  const [start, end] = [axis.x(dayNumber(fact.period[0])), axis.x(dayNumber(fact.period[1]) + 1)];
  return makeSvg("svg", { class: "strip", viewBox: `0 0 ${STRIP} 20`, "aria-hidden": "true" },
    makeSvg("line", { class: "now", x1: axis.now, x2: axis.now, y1: 0, y2: 20 }),
    makeSvg("rect", { "data-state": state, x: Math.min(start, STRIP - 5), y: 4, width: Math.max(5, end - start), height: 12, rx: 3 }));
}

const daysOf = ([first, last]) => (first === last ? first : `${first} – ${last}`);

/** Open the panel on the facts that a fact stands among, and bring it into view. */
function openFact(place) {
  const edge = EDGE_OF_FACT.get(place);
  if (edge !== undefined) select(null, edge);
  else select(DATA.facts[place].subject, null);
  const find = () => byId("panel").querySelector(`[data-fact="${place}"]`);
  if (!find()) renderPanel(place);
  const item = find();
  if (!item) return;
  item.querySelectorAll("details").forEach((block) => { block.open = true; });
  item.classList.add("sought");
  item.scrollIntoView({ block: "nearest" });
}

function timeRow(place, axis) {
  const fact = DATA.facts[place];
  const state = stateOf(fact);
  const shown = fact.object.entity !== undefined || !fact.object.text.startsWith(fact.time || fact.period[0].slice(0, 4)) ? valueParts(fact.object) : [];
  return make("tr", { "data-fact": place },
    make("td", { class: "days" }, daysOf(fact.period)),
    make("td", {}, barPicture(fact, axis, state)),
    make("td", {}, entityLink(fact.subject), " ",
      make("button", { type: "button", class: "link relation", onclick: () => openFact(place) }, cutText(propertyName(fact.property), ROOM.line)), " ",
      ...shown.filter(Boolean), ...fact.qualifiers.map(qualifierChip)),
    make("td", {}, stateBadge(state), " ", badge(fact.status)));
}

function stateButton(state, count, container) {
  const toggleState = () => {
    if (!TIMES.hidden.delete(state)) TIMES.hidden.add(state);
    fillTimeline(container);
    remember();
  };
  return make("button", { type: "button", class: "toggle", "data-state": state, "aria-pressed": String(!TIMES.hidden.has(state)), onclick: toggleState },
    word(state), make("span", { class: "count" }, String(count)));
}

/** Everything below the controls; of the controls only the counts, so that the keyboard keeps its place. */
function fillTimeline(container) {
  const dated = datedPlaces();
  const counts = new Map(STATES.map((state) => [state, 0]));
  for (const place of dated) counts.set(stateOf(DATA.facts[place]), counts.get(stateOf(DATA.facts[place])) + 1);
  const held = document.activeElement && container.contains(document.activeElement) ? document.activeElement.dataset.state : null;
  container.querySelector(".states").replaceChildren(
    ...STATES.filter((state) => counts.get(state)).map((state) => stateButton(state, counts.get(state), container)));
  if (held) container.querySelector(`.toggle[data-state="${held}"]`)?.focus();
  const places = dated.filter((place) => !TIMES.hidden.has(stateOf(DATA.facts[place])));
  const undated = DATA.facts.filter((fact, place) => !fact.period && factShown(place) && (fact.status === "Planned" || fact.status === "Expected")).length;
  container.querySelector(".note").textContent = undated ? `${undated} ${word("withoutDay")}` : "";
  container.querySelector(".body").replaceChildren(...(places.length ? timeTable(places, container) : [make("p", { class: "nothing" }, word("noTimes"))]));
}

function timeTable(places, container) {
  const axis = axisOf(places);
  const more = () => { TIMES.rows += 200; fillTimeline(container); };
  return [
    make("table", { class: "times" },
      make("thead", {}, make("tr", {},
        make("th", { scope: "col" }, word("when")), make("th", { scope: "col", class: "axis" }, axisPicture(axis)),
        make("th", { scope: "col" }, word("what")), make("th", { scope: "col" }, word("state")))),
      make("tbody", {}, ...places.slice(0, TIMES.rows).map((place) => timeRow(place, axis)))),
    ...(places.length > TIMES.rows ? [action("more", more)] : []),
  ];
}

function renderTimeline(container) {
  if (!container.firstChild) {
    const input = make("input", { type: "date", id: "as-of", value: TIMES.asOf, onchange: remember, oninput: () => { TIMES.asOf = input.value; fillTimeline(container); } });
    container.append(
      make("div", { class: "bar" }, make("label", {}, make("span", { "data-word": "asOf" }, word("asOf")), " ", input), make("div", { class: "states" }), make("span", { class: "note" })),
      make("div", { class: "body" }));
  }
  container.querySelector("#as-of").value = TIMES.asOf;
  fillTimeline(container);
}

/** What an address has of the timeline: the day, and the states put away; null where all is as at first. */
const timelineState = () => (TIMES.asOf !== DATA.newest || TIMES.hidden.size ? [TIMES.asOf, ...TIMES.hidden] : null);

function takeTimeline([day, ...states]) {
  TIMES.asOf = isDay(day) || DATA.newest;
  TIMES.hidden = new Set(states.filter((state) => STATES.includes(state)));
}

VIEWS.set("timeline", { word: "timeline", render: renderTimeline, key: "tl", state: timelineState, take: takeTimeline });
