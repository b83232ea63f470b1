"use strict";

/** Shapes that are no disc, in a square of 16. */
const OUTLINES = {
  square: "3,3 13,3 13,13 3,13",
  diamond: "8,1 15,8 8,15 1,8",
  triangle: "8,2 15,14 1,14",
  triangleDown: "1,2 15,2 8,14",
  hexagon: "4,2 12,2 16,8 12,14 4,14 0,8",
  star: "8,0 10,6 16,6 11,9.5 13,15.5 8,12 3,15.5 5,9.5 0,6 6,6",
};

/** A class's mark, as the drawing shows it. */
function swatch(type) {
  const { color = "#7f7f7f", shape = "dot" } = CLASSES.get(type) || {};
  const mark = OUTLINES[shape]
    ? makeSvg("polygon", { points: OUTLINES[shape], fill: color })
    : makeSvg("circle", { cx: 8, cy: 8, r: 6.5, fill: color });
  return makeSvg("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true" }, mark);
}

/** Room in Chinese characters: for a label, for a name in a line and in a heading, for a value. */
const ROOM = { label: 24, line: 60, heading: 120, value: 200 };

/** How many facts, and passages of one fact, are drawn at first, and how many more at a time. */
const PORTION = { facts: 60, passages: 20, later: 200 };

/** Cut a text to a width in Chinese characters; a Latin letter counts for a little more than half. */
function cutText(text, room) {
  let left = room;
  const letters = [...text.slice(0, 4 * room)];
  const end = letters.findIndex((letter) => { left -= letter.codePointAt(0) > 0x2e80 ? 1 : 0.56; return left < 0; });
  return end < 0 && letters.join("").length === text.length ? text : `${letters.slice(0, end < 0 ? letters.length : end).join("")}…`;
}

/** A text in an element of its own, cut where it is long, and then whole as the element's title. */
function makeShort(tag, attributes, text, room = ROOM.line) {
  const shown = cutText(text, room);
  return make(tag, shown === text ? attributes : { ...attributes, title: text }, shown);
}

/** The same, with a button that shows all of it. */
function makeLong(tag, attributes, text, room) {
  const element = makeShort(tag, attributes, text, room);
  const whole = () => { element.replaceChildren(text); element.removeAttribute("title"); };
  if (element.title) element.append(" ", make("button", { type: "button", class: "whole", onclick: whole }, word("whole")));
  return element;
}

const entityLink = (place) =>
  makeShort("button", { type: "button", class: "link", onclick: () => openEntity(place) }, DATA.entities[place].name);

const badge = (status, title = null) => make("span", { class: "badge", "data-status": status, title }, statusName(status));

/** How sure most facts are: what is less sure says so, the others only where one points at their status. */
const USUAL = [...DATA.facts.reduce((counts, { confidence }) => counts.set(confidence, (counts.get(confidence) || 0) + 1), new Map())]
  .reduce((most, other) => (other[1] > most[1] ? other : most), [1, 0])[0];
const confidenceText = (fact) => `${word("confidence")}：${fact.confidence.toFixed(2)}`;

function valueParts(value) {
  if (value.entity !== undefined) return [entityLink(value.entity)];
  const detail = value.detail ? makeShort("span", { class: "detail" }, value.detail) : null;
  return [makeLong("span", { class: "value" }, value.text, ROOM.value), detail];
}

function qualifierChip([name, value]) {
  return make("span", { class: "chip" }, `${cutText(qualifierName(name), ROOM.line)}：`, ...valueParts(value));
}

function chipsOf(fact) {
  const chips = fact.qualifiers.map(qualifierChip);
  if (fact.time) chips.push(make("span", { class: "chip" }, `${word("time")}：${fact.time}`));
  if (fact.confidence < USUAL) chips.push(make("span", { class: "chip" }, confidenceText(fact)));
  return chips.length ? make("div", { class: "chips" }, ...chips) : null;
}

/** The title of a post, a link when its address is a web address. */
function postTitle(post) {
  if (!/^https?:\/\//.test(post.url)) return makeShort("span", { class: "name" }, post.title);
  return makeShort("a", { class: "name", href: post.url, target: "_blank", rel: "noopener noreferrer" }, post.title);
}

/** Who published a post, and when, each after a dot. */
const publishedBy = ({ publisher, published }) =>
  [publisher && makeShort("span", { class: "name" }, publisher), published].filter(Boolean).flatMap((part) => [" · ", part]);

function sourceLine(passage) {
  const post = DATA.documents[passage.document];
  if (!post) return make("cite", { class: "source" }, word("unknownPost"));
  const rule = passage.rule ? ` · ${word("rule")} ${cutText(passage.rule, ROOM.line)}` : "";
  return make("cite", { class: "source" }, postTitle(post), ...publishedBy(post), rule);
}

/** The sentence, its evidence marked, and where it stands. */
function passageBlock(passage) {
  return make("blockquote", {}, make("div", { class: "said" }, passage.before, make("mark", {}, passage.quote), passage.after), sourceLine(passage));
}

/** Draw some of many things into an element, and a button that draws more of them: a panel opens at once. */
function drawPortion(holder, items, draw, size, from = 0) {
  const end = Math.min(items.length, from + size);
  holder.append(...items.slice(from, end).map(draw).filter(Boolean));
  if (end === items.length) return holder;
  const button = action("more", () => {
    button.remove();
    drawPortion(holder, items, draw, PORTION.later, end);
    holder.querySelectorAll(":scope > .more").forEach((next) => next.focus());
  });
  button.classList.add("more");
  button.append(` (${items.length - end})`);
  holder.append(button);
  return holder;
}

function evidenceBlock(fact, open) {
  if (!fact.evidences.length) return null;
  const count = fact.evidences.length > 1 ? ` ${fact.evidences.length}` : "";
  const block = make("details", { open }, make("summary", {}, word("evidence") + count));
  return drawPortion(block, fact.evidences, passageBlock, PORTION.passages);
}

const speakerOf = (fact) =>
  fact.speaker === null ? null : make("span", { class: "relation" }, entityLink(fact.speaker), ` ${word("says")}`);

/** A fact under its property's heading: the other end, how far it holds, who says so, and the evidence. */
function factItem(place, otherEnd, open) {
  const fact = DATA.facts[place];
  const head = make("div", { class: "head" }, ...otherEnd(fact), badge(fact.status, confidenceText(fact)), speakerOf(fact));
  return make("div", { class: "fact", "data-fact": place }, head, chipsOf(fact), evidenceBlock(fact, open));
}

const wholeSentence = (fact) => [
  entityLink(fact.subject),
  make("span", { class: "relation" }, `${cutText(propertyName(fact.property), ROOM.line)} →`),
  ...valueParts(fact.object),
];

/**
 * What a panel lists, in order and not yet drawn: {heading}, {place of a fact, otherEnd, open}, {quotation}. An entity may
 * have thousands of facts.
 */
function listed(heading, places, otherEnd, open) {
  return places.length ? [{ heading }, ...places.map((place) => ({ place, otherEnd, open }))] : [];
}

function listedByProperty(places, heading, otherEnd, open) {
  const groups = new Map();
  for (const place of places) {
    const { property } = DATA.facts[place];
    if (!groups.has(property)) groups.set(property, []);
    groups.get(property).push(place);
  }
  return [...groups].flatMap(([property, members]) =>
    listed(heading(cutText(propertyName(property), ROOM.line)) + (members.length > 6 ? ` (${members.length})` : ""), members, otherEnd, open));
}

function listedQuotations(place) {
  const said = DATA.quotations.filter((quotation) => quotation.speaker === place);
  return said.length ? [{ heading: word("quotations") }, ...said.map((quotation) => ({ quotation }))] : [];
}

function drawListed({ heading, place, otherEnd, open, quotation }) {
  if (heading !== undefined) return make("h3", {}, heading);
  return quotation ? passageBlock(quotation) : factItem(place, otherEnd, open);
}

/** The list of a panel, drawn as far as the fact that is sought, if there is one. */
function listOf(items, sought) {
  const reach = items.findIndex(({ place }) => place !== undefined && place === sought) + 1;
  return drawPortion(make("div", { class: "list" }), items, drawListed, Math.max(PORTION.facts, reach));
}

function openAllButton(count) {
  if (count === 0) return null;
  const toggle = (event) => {
    const blocks = [...byId("panel").querySelectorAll(".fact details")];
    const open = blocks.some((block) => !block.open);
    blocks.forEach((block) => { block.open = open; });
    event.target.textContent = word(open ? "closeAll" : "openAll");
  };
  return make("button", { type: "button", class: "action", onclick: toggle }, word(count > 6 ? "openAll" : "closeAll"));
}

const action = (key, does) => make("button", { type: "button", class: "action", onclick: does }, word(key));

function entityPanel(place, sought) {
  const entity = DATA.entities[place];
  const count = OUTGOING[place].length + INCOMING[place].length;
  const open = count <= 6;
  const chip = (alias) => makeShort("span", { class: "chip name" }, alias);
  const aliases = entity.aliases.length ? drawPortion(make("p", { class: "aliases" }, `${word("aliases")}：`), entity.aliases, chip, PORTION.passages) : null;
  const items = [
    ...listedByProperty(OUTGOING[place], (name) => `${name} →`, (fact) => valueParts(fact.object), open),
    ...listedByProperty(INCOMING[place], (name) => `← ${name}`, (fact) => [entityLink(fact.subject)], open),
    ...listedQuotations(place),
    ...listed(word("mentionedIn"), mentions(place), wholeSentence, false),
  ];
  return [
    makeLong("h2", { class: "name" }, entity.name, ROOM.heading),
    make("p", { class: "kind" }, swatch(entity.type), makeShort("span", { class: "name" }, className(entity.type)), ` · ${count} ${word("facts")}`),
    aliases,
    make("div", { class: "actions" }, action("neighbourhood", () => focusOn(place)), action("locate", () => locate(place)), ...journeyActions(place), openAllButton(count)),
    listOf(items, sought),
  ];
}

/** The facts that name an entity as their speaker or in a qualifier. */
function mentions(place) {
  const ends = new Set([...OUTGOING[place], ...INCOMING[place]]);
  return NAMED_IN[place].filter((fact) => !ends.has(fact));
}

/** All facts between two entities, those that the filters let through first. */
function edgePanel(place, sought) {
  const { from, to, facts } = DATA.edges[place];
  const shown = facts.filter(factShown);
  const rest = facts.filter((fact) => !factShown(fact));
  const item = (fact) => ({ place: fact, otherEnd: wholeSentence, open: facts.length <= 6 });
  const ends = [entityLink(from), make("span", { class: "relation" }, " — "), entityLink(to)];
  return [
    make("h2", {}, ...ends),
    make("p", { class: "kind" }, `${shown.length} ${word("facts")}`),
    listOf([...shown.map(item), ...listed(word("filtered"), rest, wholeSentence, false)], sought),
  ];
}

/** Show the panel for what is selected, as far as a fact that is sought in it, or put it away. */
function renderPanel(sought) {
  const panel = byId("panel");
  const parts = STATE.node !== null ? entityPanel(STATE.node, sought) : STATE.edge !== null ? edgePanel(STATE.edge, sought) : null;
  panel.hidden = parts === null;
  const close = make("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => select(null, null) }, "×");
  panel.replaceChildren(...(parts ? [close, ...parts.filter((part) => part !== null)] : []));
  panel.scrollTop = 0;
}
