"use strict";

Object.assign(WORDS, {
  quantities: ["数字", "Figures"],
  single: ["单独的数字", "Single figures"],
  noFigures: ["当前筛选下没有数字。", "No figure matches the current filters."],
});

/** Rows of a chart at first, charts and single figures drawn at a time; the longest bar in percent; names and values in characters. */
const CHART = { rows: 12, most: 30, singles: 100, longest: 60, name: 16, amount: 13 };
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

/** A bar with its name and value, which opens the fact; in percent of the room there is, so that words keep their size. */
function figureBar(place, most) {
  const fact = DATA.facts[place];
  const { color, darkColor } = STATUSES.get(fact.status);
  const name = DATA.entities[fact.subject].name;
  const width = most > 0 ? Math.max(0.2, (Math.max(0, fact.object.number) / most) * CHART.longest) : 0.2;
  const title = `${cutText(name, ROOM.value)}: ${cutText(fact.object.text, ROOM.value)} ${cutText(fact.object.detail, ROOM.value)} · ${statusName(fact.status)}`;
  const amount = makeSvg("text", { class: "amount", x: `${width}%`, dx: 7, y: 17 }, cutText(fact.object.text, CHART.amount));
  const open = () => openFact(place);
  const key = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  };
  return make("div", { class: "figure", role: "button", tabindex: "0", "data-fact": place, "aria-label": title, title, onclick: open, onkeydown: key },
    make("span", { class: "label name" }, cutText(name, CHART.name)),
    makeSvg("svg", { "aria-hidden": "true" }, makeSvg("rect", { x: 0, y: 4, width: `${width}%`, height: 17, rx: 2, fill: dark() ? darkColor : color }), amount));
}

function figureChart(group, container) {
  const whole = FIGURES.whole.has(group.key);
  const places = whole ? group.places : group.places.slice(0, CHART.rows);
  const most = Math.max(...places.map((place) => DATA.facts[place].object.number));
  const more = () => { FIGURES.whole.add(group.key); renderQuantities(container); };
  return make("figure", {},
    make("figcaption", {}, cutText(propertyName(group.property), ROOM.line), group.of ? makeShort("span", { class: "name" }, ` · ${group.of}`) : null,
      makeShort("span", { class: "detail" }, ` ${group.unit}`), make("span", { class: "count" }, ` ${group.places.length}`)),
    make("div", { class: "bars", role: "group", "aria-label": propertyName(group.property) }, ...places.map((place) => figureBar(place, most))),
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
