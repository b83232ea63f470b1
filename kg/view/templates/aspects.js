"use strict";

/** How the drawing is looked at: where entities stand, what their hue and their size tell. All was reckoned when the page was made. */
Object.assign(WORDS, {
  aspects: ["画法", "Drawing"],
  layout: ["布局", "Layout"],
  layoutForce: ["力导向", "By force"],
  layoutKind: ["按类别", "By class"],
  layoutOwnership: ["所有权层级", "By ownership"],
  hue: ["颜色", "Hue"],
  hueClass: ["类别", "Class"],
  hueCommunity: ["社群", "Community"],
  sized: ["大小", "Size"],
  sizedFacts: ["事实多少", "Number of facts"],
  sizedBridge: ["居间程度", "Betweenness"],
  community: ["一带", "and around"],
  bridgeHint: ["越大，越多实体经它相连", "The larger, the more entities are joined through it"],
});

const HUES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#d9a400", "#56b4e9", "#8e5aa8", "#8a6d3b"];
const NO_HUE = "#9aa0a6";

/** What can be chosen, with its word; a page opens with the first. */
const ASPECTS = {
  layout: new Map([["force", "layoutForce"], ["kind", "layoutKind"], ["ownership", "layoutOwnership"]].filter(([name]) => name === "force" || DATA.layouts[name])),
  hue: new Map([["class", "hueClass"], ["community", "hueCommunity"]]),
  sized: new Map([["facts", "sizedFacts"], ["bridge", "sizedBridge"]]),
};

/** Where the chosen layout puts an entity. */
function placeIn(place) {
  const points = DATA.layouts[STATE.layout];
  return points ? { x: points[2 * place], y: points[2 * place + 1] } : DATA.nodes[place];
}

const hueOf = (place) =>
  STATE.hue === "class" ? DATA.nodes[place].color : HUES[DATA.communities[place]] || NO_HUE;

const sizeOf = (place) =>
  STATE.sized === "facts" || DATA.nodes[place].quiet ? DATA.nodes[place].size : 6 + DATA.bridges[place] * 0.022;

/** The layout that the drawing has at present. */
let stands = "force";

/** Set entities where the state wants them: all after another layout, else those that are dragged, or were `before`. */
function putBack(before = new Map()) {
  const all = stands !== STATE.layout;
  stands = STATE.layout;
  const places = all ? DATA.nodes.map(({ id }) => id) : [...before.keys(), ...STATE.moved.keys()];
  if (places.length) DRAWING.move(new Map(places.map((place) => [place, STATE.moved.get(place) || placeIn(place)])));
}

function choose(aspect, value) {
  STATE[aspect] = value;
  if (aspect === "layout") {
    STATE.moved.clear(); // they were dragged about in another picture
    putBack();
  }
  changed();
  if (aspect === "layout" && STATE.view === "graph") DRAWING.fit(value === "ownership" ? DATA.hierarchy : null, covered(), false);
}

/** The members of each of the communities that have a hue of their own, the most joined first. */
const COMMUNITIES = HUES.map(() => []);
DATA.communities.forEach((number, place) => { if (COMMUNITIES[number]) COMMUNITIES[number].push(place); });
COMMUNITIES.forEach((members) => members.sort((a, b) => DATA.nodes[b].degree - DATA.nodes[a].degree || a - b));

function communityButton(members, number) {
  const shown = members.filter(nodeShown);
  const dot = makeSvg("svg", { class: "swatch", viewBox: "0 0 16 16", "aria-hidden": "true" }, makeSvg("circle", { cx: 8, cy: 8, r: 6, fill: HUES[number] }));
  const show = () => { showLegend(false); DRAWING.fit(shown, covered(), true); };
  return make("li", {}, make("button", { type: "button", "data-community": number, onclick: show, disabled: !shown.length },
    dot, makeShort("span", { class: "text name" }, `${DATA.entities[members[0]].name} ${word("community")}`, ROOM.label), countOf(shown.length, members.length)));
}

function renderAspects() {
  for (const aspect of Object.keys(ASPECTS)) byId(aspect).value = STATE[aspect];
  byId("bridge-hint").hidden = STATE.sized !== "bridge";
  byId("communities").hidden = STATE.hue !== "community";
  if (STATE.hue === "community") byId("communities").replaceChildren(...COMMUNITIES.filter((members) => members.length).map(communityButton));
}

function makeAspects() {
  for (const [aspect, values] of Object.entries(ASPECTS)) {
    byId(aspect).append(...[...values].map(([value, key]) => make("option", { value, "data-word": key })));
    byId(aspect).addEventListener("change", ({ target }) => choose(aspect, target.value));
  }
}

/** What a page opens with. */
const usual = (aspect) => [...ASPECTS[aspect].keys()][0];

/** For the address: null where nothing is chosen. */
const aspectParts = (aspect) => (STATE[aspect] === usual(aspect) ? null : [STATE[aspect]]);
const aspectFrom = (aspect, [value] = []) => (ASPECTS[aspect].has(value) ? value : usual(aspect));
