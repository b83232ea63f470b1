"use strict";

/**
 * The whole state in the address, so that a link opens the same view; and the trail of views for back, forward, undo.
 *
 * `#n=id` the selected entity (or `#id` alone), `e` the selected edge, `f=id,hops` focus, `p=id,id` path, `x` expanded,
 * `h` hidden, `i` pinned, `o` moved, `c s r b` classes, statuses, relations, publishers that are filtered out, `d=from,to`
 * and `k=post`, `u=0` the time, `y g w` layout, hue, size, `m` the least confidence, `v` the view, `z=x,y,scale` where the eye is, `l=en`, `t=dark`; what was chosen in a view, under
 * the key that it has in VIEWS. Lists name entities by a digest of their id, which stays when the graph grows. What is not
 * understood is passed over.
 */
const PLACE_OF = new Map(DATA.entities.map(({ id }, place) => [toWellFormed(id), place]));
const TRAIL = { steps: [], at: -1, alone: true };

/** Seven characters for an id (FNV-1a and a second mix). */
function digest(id) {
  let [one, two] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < id.length; at += 1) {
    one = Math.imul(one ^ id.charCodeAt(at), 0x01000193);
    two = Math.imul(two ^ id.charCodeAt(at), 0x5bd1e995) ^ (two >>> 13);
  }
  return ((one >>> 0) * 16 + (two >>> 28)).toString(36).padStart(7, "0");
}

const DIGESTS = DATA.entities.map(({ id }) => digest(id));
const PLACE_OF_DIGEST = new Map(DIGESTS.map((text, place) => [text, place]).reverse());

const idOf = (place) => DATA.entities[place].id;
const digestOf = (place) => DIGESTS[place];
const known = (places) => places.filter((place) => place !== undefined);
const isStart = (set) => set.size === 1 && set.has("Negated");

function encode(pairs) {
  const kept = pairs.filter(([, parts]) => parts !== null);
  return kept.map(([key, parts]) => `${key}=${parts.map((part) => encodeURIComponent(toWellFormed(String(part)))).join(",")}`).join("&");
}

/** Half a surrogate pair cannot stand in an address. */
function toWellFormed(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** Read `key=part,part&…` into a Map; parts that cannot be read are left out. */
function decode(text) {
  const found = new Map();
  for (const pair of text.split("&")) {
    const [key, ...rest] = pair.split("=");
    const parts = rest.join("=").split(",").flatMap((part) => {
      try { return [decodeURIComponent(part)]; } catch { return []; }
    });
    if (rest.length) found.set(key, parts);
  }
  return found;
}

const list = (collection, write) => (collection.size ? [...collection].map(write) : null);

/** What makes a view: the part that back and forward lead through. */
function viewText() {
  const self = (item) => item;
  return encode([
    ["v", STATE.view === "graph" ? null : [STATE.view]],
    ["y", aspectParts("layout")], ["g", aspectParts("hue")], ["w", aspectParts("sized")],
    ["f", STATE.focus && [idOf(STATE.focus.place), STATE.focus.hops]],
    ["p", STATE.path && STATE.path.map(idOf)],
    ["x", list(STATE.expanded, ([place, count]) => `${digestOf(place)}.${count}`)],
    ["h", list(STATE.hidden, digestOf)], ["i", list(STATE.pinned, digestOf)],
    ["o", list(STATE.moved, ([place, { x, y }]) => `${digestOf(place)}.${x}.${y}`)],
    ["c", list(STATE.hiddenClasses, self)], ["s", isStart(STATE.hiddenStatuses) ? null : [...STATE.hiddenStatuses]],
    ["r", list(STATE.hiddenProperties, self)], ["b", list(STATE.hiddenPublishers, self)],
    ["d", STATE.from || STATE.to ? [STATE.from, STATE.to] : null],
    ["k", STATE.timeKind === "post" ? ["post"] : null], ["u", STATE.undated ? null : [0]],
    ["m", STATE.confidence > 0 ? [STATE.confidence] : null],
  ]);
}

/** What is pointed at in a view, and how the page speaks and shines. */
function restText() {
  return encode([
    ["z", STATE.eye],
    ["n", STATE.node === null ? null : [idOf(STATE.node)]],
    ["e", STATE.edge === null ? null : [digestOf(DATA.edges[STATE.edge].from), digestOf(DATA.edges[STATE.edge].to)]],
    ["l", STATE.language === 1 ? ["en"] : null], ["t", STATE.theme ? [STATE.theme] : null],
    ...keyedViews().map(({ key, state }) => [key, state()]),
  ]);
}

/** Entities with numbers after their digest: [[place, number, …]]. */
const numbered = (parts = [], count) =>
  parts.map((part) => part.split(".")).map(([text, ...numbers]) => [PLACE_OF_DIGEST.get(text), ...numbers.map(Number)])
    .filter(([place, ...numbers]) => place !== undefined && numbers.length === count && numbers.every((one) => Number.isFinite(one) && Math.abs(one) < 1e7));

const ofDigests = (parts = []) => new Set(known(parts.map((text) => PLACE_OF_DIGEST.get(text))));
const ofNames = (parts = [], map) => new Set(parts.filter((name) => map.has(name)));
const isDay = (text) => (/^\d{4}-\d\d-\d\d$/.test(text || "") ? text : "");

/** Take a view from what decode found. */
function takeView(found) {
  const [focus] = known((found.get("f") || []).slice(0, 1).map((id) => PLACE_OF.get(id)));
  const ends = known((found.get("p") || []).map((id) => PLACE_OF.get(id)));
  const [least] = (found.get("m") || []).map(Number);
  const [from, to] = found.get("d") || [];
  const [view] = found.get("v") || [];
  Object.assign(STATE, {
    view: VIEWS.has(view) ? view : "graph", pathFrom: null,
    focus: focus === undefined ? null : { place: focus, hops: { 2: 2, 3: 3 }[found.get("f")[1]] || 1 },
    path: focus === undefined && ends.length === 2 ? ends : null,
    expanded: new Map(numbered(found.get("x"), 1)), hidden: ofDigests(found.get("h")), pinned: ofDigests(found.get("i")),
    moved: new Map(numbered(found.get("o"), 2).map(([place, x, y]) => [place, { x, y }])),
    hiddenClasses: ofNames(found.get("c"), CLASSES), hiddenStatuses: found.has("s") ? ofNames(found.get("s"), STATUSES) : new Set(["Negated"]),
    hiddenProperties: ofNames(found.get("r"), PROPERTIES), hiddenPublishers: ofNames(found.get("b"), PUBLISHERS),
    from: isDay(from), to: isDay(to), timeKind: (found.get("k") || [])[0] === "post" ? "post" : "fact", undated: !found.has("u"),
    layout: aspectFrom("layout", found.get("y")), hue: aspectFrom("hue", found.get("g")), sized: aspectFrom("sized", found.get("w")),
    confidence: least > 0 && least <= 1 ? least : 0,
  });
}

const keyedViews = () => [...VIEWS.values()].filter(({ key }) => key);

function takeRest(found) {
  keyedViews().forEach(({ key, take }) => take(found.get(key) || []));
  const ends = [...ofDigests(found.get("e"))];
  const node = PLACE_OF.get((found.get("n") || [])[0]);
  const edge = ends.length ? EDGES_OF[ends[0]].find((one) => ends.includes(otherEnd(one, ends[0])) && (ends.length === 2) === (DATA.edges[one].from !== DATA.edges[one].to)) : undefined;
  const [theme] = found.get("t") || [];
  Object.assign(STATE, {
    eye: eyeFrom(found.get("z")), node: node === undefined ? null : node, edge: node !== undefined || edge === undefined ? null : edge,
    language: (found.get("l") || [])[0] === "en" ? 1 : 0, theme: theme === "dark" || theme === "light" ? theme : "",
  });
}

/** The state of an address; `#id` alone selects the entity. */
function takeAddress() {
  const text = location.hash.slice(1);
  const found = decode(text.includes("=") ? text : `n=${text}`);
  takeView(found);
  takeRest(found);
}

/** Write the state into the address: a new step of the trail where the view is another, else in the same one. */
function remember() {
  const view = viewText();
  const fresh = view !== TRAIL.steps[TRAIL.at];
  if (fresh) {
    TRAIL.at += 1;
    TRAIL.steps.splice(TRAIL.at, Infinity, view);
  }
  write(fresh && TRAIL.at > 0);
  renderTrail();
}

function write(asNew) {
  const text = [TRAIL.steps[TRAIL.at], restText()].filter(Boolean).join("&");
  const address = text ? `#${text}` : location.href.split("#")[0];
  try {
    if (asNew) history.pushState({ at: TRAIL.at }, "", address);
    else history.replaceState({ at: TRAIL.at }, "", address);
    TRAIL.alone = false;
  } catch {
    TRAIL.alone = true; // a page inside another page may not change its address: then the trail stays in here
  }
}

function renderTrail() {
  byId("back").disabled = TRAIL.at <= 0;
  byId("forward").disabled = TRAIL.at >= TRAIL.steps.length - 1;
}

/** Go along the trail, through the browser's own history where it may be used. */
function travel(step) {
  if (TRAIL.steps[TRAIL.at + step] === undefined) return;
  if (TRAIL.alone) showStep(TRAIL.at + step);
  else history.go(step);
}

function showStep(at) {
  TRAIL.at = at;
  const before = STATE.moved;
  takeView(decode(TRAIL.steps[at]));
  putBack(before);
  changed();
  select(STATE.node !== null && nodeShown(STATE.node) ? STATE.node : null, null);
  if (STATE.view === "graph") fitView();
}

/** The browser's back and forward, or an address that somebody typed. */
function travelled(event) {
  if (event.state && TRAIL.steps[event.state.at] !== undefined) return showStep(event.state.at);
  const before = STATE.moved;
  takeAddress();
  putBack(before);
  return openState();
}
