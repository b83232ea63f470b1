"use strict";

/** The legend, which filters: classes, statuses, relations, publishers, time, confidence. */
Object.assign(WORDS, {
  publishers: ["媒体", "Publishers"],
  noPublisher: ["（未注明）", "(not stated)"],
  when: ["时间", "Time"],
  factTime: ["事实的时间", "Time of the fact"],
  postTime: ["文章的日期", "Date of the post"],
  from: ["从", "From"],
  to: ["到", "To"],
  undated: ["含未注明时间的", "Include undated"],
  certainty: ["置信度", "Confidence"],
  atLeast: ["不低于", "At least"],
  clear: ["清除筛选", "Clear filters"],
  legend: ["图例与筛选", "Legend and filters"],
  onlyDenied: ["个实体只有否定的事实，勾选“否定”才显示", "entities have negated facts only: tick “Negated” to see them"],
});

/** How many entities are named by denied facts alone, so that they are not shown at first. */
const ONLY_DENIED = NAMED_IN.filter((facts) => facts.length && facts.every((place) => DATA.facts[place].status === "Negated")).length;

/** A sample of an edge in the style of a status. */
function lineSample(status) {
  const color = dark() ? status.darkColor : status.color;
  const line = { x1: 1, y1: 5, x2: 33, y2: 5, stroke: color, "stroke-width": status.width + 0.6 };
  if (status.dashes.length) line["stroke-dasharray"] = status.dashes.join(" ");
  const marks = [makeSvg("line", line)];
  if (status.id === "Negated") marks.push(makeSvg("line", { x1: 13, y1: 9.5, x2: 21, y2: 0.5, stroke: color, "stroke-width": 1.6 }));
  return makeSvg("svg", { class: "line", viewBox: "0 0 34 10", "aria-hidden": "true" }, ...marks);
}

function toggle(set, key) {
  if (!set.delete(key)) set.add(key);
  changed();
}

const countOf = (shown, all) => make("span", { class: "count" }, shown === all ? String(all) : `${shown}/${all}`);

/** How many of what is shown have each code. */
function tally(codes, shown, kinds) {
  const counts = new Uint32Array(kinds);
  for (let place = 0; place < codes.length; place += 1) counts[codes[place]] += shown[place];
  return counts;
}

/** How many of the facts that are shown each publisher has. */
function tallyPublishers() {
  const counts = new Map();
  PUBLISHERS_OF.forEach((names, place) => {
    if (factShown(place)) for (const name of names) counts.set(name, (counts.get(name) || 0) + 1);
  });
  return counts;
}

function classButton(item, count) {
  const attributes = { type: "button", "data-class": item.id, "aria-pressed": String(!STATE.hiddenClasses.has(item.id)) };
  return make("li", {}, make("button", { ...attributes, onclick: () => toggle(STATE.hiddenClasses, item.id) },
    swatch(item.id), makeShort("span", { class: "text name" }, labelOf(item), ROOM.label), countOf(count, item.count)));
}

function checkbox(item, set, sample, count) {
  const box = make("input", { type: "checkbox", value: item.id, onchange: () => toggle(set, item.id) });
  box.checked = !set.has(item.id);
  return make("li", {}, make("label", {}, box, sample,
    makeShort("span", { class: "text name" }, labelOf(item), ROOM.label), countOf(count, item.count)));
}

/** Build the legend anew without losing the keyboard's place in it. */
function renderLegend() {
  const held = document.activeElement;
  const key = held && (held.dataset.class || held.value);
  const holder = held && held.closest(".filters");
  const classes = tally(CODES.classes, SHOWN.nodes, DATA.classes.length);
  const [statuses, properties] = ["statuses", "properties"].map((kind) => tally(CODES[kind], SHOWN.facts, DATA[kind].length));
  const publishers = tallyPublishers();
  byId("classes").replaceChildren(...DATA.classes.map((item, code) => classButton(item, classes[code])));
  byId("statuses").replaceChildren(...DATA.statuses.map((item, code) => checkbox(item, STATE.hiddenStatuses, lineSample(item), statuses[code])));
  if (ONLY_DENIED > 0) byId("statuses").append(make("li", { class: "hint", id: "only-denied" }, `${ONLY_DENIED} ${word("onlyDenied")}`));
  byId("properties").replaceChildren(...DATA.properties.map((item, code) => checkbox(item, STATE.hiddenProperties, null, properties[code])));
  byId("publishers").replaceChildren(...[...PUBLISHERS].map(([id, count]) =>
    checkbox({ id, count, labels: id ? [id, id] : WORDS.noPublisher }, STATE.hiddenPublishers, null, publishers.get(id) || 0)));
  if (holder && key) [...holder.querySelectorAll("button, input")].filter((item) => (item.dataset.class || item.value) === key).forEach((item) => item.focus());
  renderTimes();
}

/** The posts, which no filter changes. */
function renderDocuments() {
  byId("documents").replaceChildren();
  drawPortion(byId("documents"), DATA.documents, (post) =>
    make("li", {}, postTitle(post), make("span", { class: "source" }, ...publishedBy(post).slice(1))), PORTION.facts);
}

function renderTimes() {
  byId("from").value = STATE.from;
  byId("to").value = STATE.to;
  byId("undated").checked = STATE.undated;
  byId("time-kind").value = STATE.timeKind;
  byId("confidence").value = STATE.confidence;
  byId("confidence-shown").textContent = STATE.confidence.toFixed(2);
  byId("clear").hidden = !filtered();
}

const filtered = () =>
  Boolean(STATE.hiddenClasses.size || STATE.hiddenProperties.size || STATE.hiddenPublishers.size || !isStart(STATE.hiddenStatuses) ||
    STATE.from || STATE.to || !STATE.undated || STATE.timeKind !== "fact" || STATE.confidence);

/** Set the filters back to how they are at first. */
function clearFilters() {
  for (const set of [STATE.hiddenClasses, STATE.hiddenProperties, STATE.hiddenPublishers]) set.clear();
  Object.assign(STATE, { hiddenStatuses: new Set(["Negated"]), from: "", to: "", undated: true, timeKind: "fact", confidence: 0 });
}

function listenToFilters() {
  const change = (id, take) => byId(id).addEventListener("change", (event) => { take(event.target); changed(); });
  change("from", ({ value }) => { STATE.from = value; });
  change("to", ({ value }) => { STATE.to = value; });
  change("undated", ({ checked }) => { STATE.undated = checked; });
  change("time-kind", ({ value }) => { STATE.timeKind = value; });
  change("confidence", ({ value }) => { STATE.confidence = Number(value); });
  byId("confidence").addEventListener("input", ({ target }) => { byId("confidence-shown").textContent = Number(target.value).toFixed(2); });
  byId("clear").addEventListener("click", () => { clearFilters(); changed(); });
  byId("legend-toggle").addEventListener("click", () => showLegend(!byId("legend").classList.contains("open")));
}

/** On a narrow screen the legend lies over the drawing, and behind a button. */
function showLegend(open) {
  byId("legend").classList.toggle("open", open);
  byId("legend-toggle").setAttribute("aria-expanded", String(open));
}

function renderCounts() {
  const drawn = [...EDGE_OF_FACT.keys()].filter(factShown).length;
  const values = DATA.facts.length - EDGE_OF_FACT.size;
  const nodes = SHOWN.nodes.reduce((sum, one) => sum + one, 0);
  byId("shown").textContent =
    `${nodes}/${DATA.entities.length} ${word("entities")} · ${drawn}/${EDGE_OF_FACT.size} ${word("edges")} · ${values} ${word("values")}`;
  const none = DATA.entities.length === 0 ? "empty" : nodes === 0 ? "nothing" : null;
  byId("empty").hidden = none === null || STATE.view !== "graph";
  byId("empty").textContent = none ? word(none) : "";
}
