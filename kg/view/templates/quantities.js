"use strict";

Object.assign(WORDS, {
  quantities: ["数字", "Figures"],
  single: ["单独的数字", "Single figures"],
  noFigures: ["当前筛选下没有数字。", "No figure matches the current filters."],
});

const CHART = { width: 720, label: 210, bar: 330, row: 26, rows: 12, most: 30, singles: 100 };
const FIGURES = { whole: new Set() };

/** Of what a figure is: 数量 of 应用场景 can be compared with the same alone. */
function countedThing(fact) {
  const found = fact.qualifiers.find(([name]) => name === "of");
  if (!found || !["count", "growth", "share", "specification"].includes(fact.property)) return "";
  return found[1].entity === undefined ? found[1].text : DATA.entities[found[1].entity].name;
}

/** Figures that can be compared: of one property, of one thing counted, in one unit; the most first. */
function figureGroups() {
  const groups = new Map();
  DATA.facts.forEach((fact, place) => {
    if (fact.object.number === undefined || !factShown(place)) return;
    const of = countedThing(fact);
    const key = JSON.stringify([fact.property, fact.object.unit, of]);
    if (!groups.has(key)) groups.set(key, { key, property: fact.property, unit: fact.object.unit, of, places: [] });
    groups.get(key).places.push(place);
  });
  const found = [...groups.values()];
  for (const group of found) group.places.sort((a, b) => DATA.facts[b].object.number - DATA.facts[a].object.number || a - b);
  return found.sort((a, b) => b.places.length - a.places.length || (a.key < b.key ? -1 : 1));
}

function figureText(text, attributes) {
  const element = makeSvg("text", attributes);
  element.textContent = text;
  return element;
}

/** A bar with its name and value, which opens the fact: a button to the keyboard and to readers of screens. */
function figureBar(place, row, most) {
  const fact = DATA.facts[place];
  const { color, darkColor } = STATUSES.get(fact.status);
  const name = DATA.entities[fact.subject].name;
  const width = most > 0 ? Math.max(1, (Math.max(0, fact.object.number) / most) * CHART.bar) : 1;
  const top = row * CHART.row;
  const title = makeSvg("title", {});
  title.textContent = `${cutText(name, ROOM.value)}: ${cutText(fact.object.text, ROOM.value)} ${cutText(fact.object.detail, ROOM.value)} · ${statusName(fact.status)}`;
  const bar = makeSvg("g", { class: "figure", role: "button", tabindex: "0", "data-fact": place, "aria-label": title.textContent }, title,
    makeSvg("rect", { class: "under", x: 0, y: top, width: CHART.width, height: CHART.row }),
    figureText(cutText(name, 16), { x: CHART.label - 8, y: top + 18, "text-anchor": "end" }),
    makeSvg("rect", { x: CHART.label, y: top + 5, width, height: CHART.row - 10, rx: 2, fill: dark() ? darkColor : color }),
    figureText(cutText(fact.object.text, 13), { class: "amount", x: CHART.label + width + 7, y: top + 18 }));
  bar.addEventListener("click", () => openFact(place));
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    openFact(place);
  });
  return bar;
}

function figureChart(group, container) {
  const whole = FIGURES.whole.has(group.key);
  const places = whole ? group.places : group.places.slice(0, CHART.rows);
  const most = Math.max(...places.map((place) => DATA.facts[place].object.number));
  const more = () => { FIGURES.whole.add(group.key); renderQuantities(container); };
  return make("figure", {},
    make("figcaption", {}, cutText(propertyName(group.property), ROOM.line), group.of ? makeShort("span", { class: "name" }, ` · ${group.of}`) : null,
      makeShort("span", { class: "detail" }, ` ${group.unit}`), make("span", { class: "count" }, ` ${group.places.length}`)),
    makeSvg("svg", { class: "bars", viewBox: `0 0 ${CHART.width} ${places.length * CHART.row}`, role: "group", "aria-label": propertyName(group.property) },
      ...places.map((place, row) => figureBar(place, row, most))),
    group.places.length > places.length ? action("more", more) : null);
}

/** A figure that has no other to be compared with: no bar, which would say nothing. */
function singleFigure({ places: [place], property, of }) {
  const fact = DATA.facts[place];
  return make("li", { "data-fact": place }, entityLink(fact.subject), " ",
    make("button", { type: "button", class: "link relation", onclick: () => openFact(place) }, cutText(propertyName(property), ROOM.line)),
    of ? makeShort("span", { class: "name" }, ` · ${of}`) : null, " ", ...valueParts(fact.object), " ", badge(fact.status));
}

/** One chart for each kind of figure: investment by project, capacity by centre. */
function renderQuantities(container) {
  const groups = figureGroups();
  const several = groups.filter((group) => group.places.length > 1);
  const single = groups.filter((group) => group.places.length === 1);
  container.replaceChildren(
    ...(groups.length ? [] : [make("p", { class: "nothing" }, word("noFigures"))]),
    drawPortion(make("div", { class: "charts" }), several, (group) => figureChart(group, container), CHART.most),
    ...(single.length ? [make("section", { class: "single" }, make("h2", {}, word("single")), drawPortion(make("ul"), single, singleFigure, CHART.singles))] : []));
}

VIEWS.set("quantities", { word: "quantities", render: renderQuantities });
