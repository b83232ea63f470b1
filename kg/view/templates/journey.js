"use strict";

/**
 * Which part of the graph is looked at: the surroundings of one entity, the way between two, what was expanded, hidden,
 * pinned. Each step is a view of its own, to which back, forward and undo lead (address.js).
 */
Object.assign(WORDS, {
  focus: ["聚焦", "Focus"],
  hops: ["步以内", "hops"],
  path: ["路径", "Path"],
  pathFrom: ["以此为起点找路径", "Find a path from here"],
  pathPick: ["再单击或搜索另一个实体，找两者之间的路径；Esc 取消", "Click or search the other entity to find the way between; Esc cancels"],
  noPath: ["按当前筛选，两者之间没有路径", "No path between the two under the present filters"],
  expand: ["展开邻居", "Expand"],
  moreNeighbours: ["更多邻居", "More neighbours"],
  hide: ["隐藏", "Hide"],
  pin: ["固定", "Pin"],
  unpin: ["取消固定", "Unpin"],
  hiddenOnes: ["个已隐藏", "hidden"],
  showHidden: ["恢复", "Bring back"],
});

const BATCH = 20;

const edgePasses = (edge) => DATA.edges[edge].facts.some((fact) => SHOWN.passing[fact] === 1);

/** Entities that shown facts lead to, the busiest first. */
function neighboursOf(place) {
  const ends = EDGES_OF[place].filter(edgePasses).map((edge) => otherEnd(edge, place)).filter((end) => end !== place && entityPasses(end));
  return [...new Set(ends)].sort((a, b) => DATA.nodes[b].degree - DATA.nodes[a].degree || a - b);
}

function within(place, hops) {
  const seen = new Set([place]);
  let rim = [place];
  for (let step = 0; step < hops; step += 1) {
    rim = rim.flatMap(neighboursOf).filter((end) => !seen.has(end) && seen.add(end));
  }
  return seen;
}

/** The shortest way between two entities by facts that pass, as a list of entities; empty where there is none. */
function shortestPath(from, to) {
  const cameFrom = new Map([[from, null]]);
  const queue = [from];
  for (let next = 0; next < queue.length && !cameFrom.has(to); next += 1) {
    for (const end of neighboursOf(queue[next])) {
      if (!cameFrom.has(end)) { cameFrom.set(end, queue[next]); queue.push(end); }
    }
  }
  const path = [];
  for (let place = cameFrom.has(to) ? to : null; place !== null; place = cameFrom.get(place)) path.unshift(place);
  return path;
}

/** The entities that are looked at, or null for all of them. */
function scopeNow() {
  if (STATE.focus === null && STATE.path === null) return null;
  const scope = STATE.focus ? within(STATE.focus.place, STATE.focus.hops) : new Set([...STATE.path, ...shortestPath(...STATE.path)]);
  for (const [place, count] of STATE.expanded) {
    scope.add(place);
    neighboursOf(place).slice(0, count).forEach((end) => scope.add(end));
  }
  STATE.pinned.forEach((place) => scope.add(place));
  return scope;
}

function leaveScope() {
  Object.assign(STATE, { focus: null, path: null, pathFrom: null });
  STATE.expanded.clear();
}

/** Look at an entity and what is near it. */
function focusOn(place, hops = 1) {
  leaveScope();
  STATE.hidden.delete(place);
  Object.assign(STATE, { view: "graph", focus: { place, hops }, node: place, edge: null });
  changed();
  select(place, null);
  fitView();
}

/** A double click: look at an entity; where only a part is looked at already, add its neighbours, some at a time. */
function expand(place) {
  if (SHOWN.scope === null) return focusOn(place);
  STATE.expanded.set(place, (STATE.expanded.get(place) || 0) + BATCH);
  changed();
  select(place, null);
  return fitView();
}

function hide(place) {
  STATE.hidden.add(place);
  if (STATE.node === place) STATE.node = null;
  STATE.edge = null;
  changed();
  select(STATE.node, null);
}

function togglePin(place) {
  if (!STATE.pinned.delete(place)) STATE.pinned.add(place);
  changed();
  renderPanel();
}

/** Ask for the other end of a path: the panel is put away, so that it does not cover it. */
function pickPath(place) {
  Object.assign(STATE, { pathFrom: place, view: "graph" });
  changed();
  select(null, null);
  fitView();
}

function showPath(from, to) {
  leaveScope();
  Object.assign(STATE, { path: [from, to], node: null, edge: null });
  changed();
  select(null, null);
  fitView();
}

/** Remember where nodes were dragged to. */
function moved(places) {
  const all = DRAWING.places();
  places.forEach((place) => STATE.moved.set(place, { x: Math.round(all[place].x), y: Math.round(all[place].y) }));
  remember();
}

function showAll() {
  leaveScope();
  changed();
  fitView();
}

/** What can be done with an entity, for the panel. */
function journeyActions(place) {
  return [
    action("expand", () => expand(place)), action("pathFrom", () => pickPath(place)),
    action(STATE.pinned.has(place) ? "unpin" : "pin", () => togglePin(place)), action("hide", () => hide(place)),
  ];
}

function focusBar() {
  const { place, hops } = STATE.focus;
  const steps = [1, 2, 3].map((count) =>
    make("button", { type: "button", "data-hops": count, "aria-pressed": String(count === hops), onclick: () => { STATE.focus.hops = count; changed(); fitView(); } }, String(count)));
  return [`${word("focus")} `, entityLink(place), make("span", { class: "steps", role: "group", "aria-label": word("hops") }, ...steps), ` ${word("hops")}`];
}

function pathBar() {
  const path = shortestPath(...STATE.path);
  if (!path.length) return [word("noPath")];
  const parts = path.flatMap((place, step) => {
    if (step === 0) return [entityLink(place)];
    const edge = EDGES_OF[place].find((one) => otherEnd(one, place) === path[step - 1] && edgePasses(one));
    const ahead = DATA.edges[edge].from === path[step - 1] ? " → " : " ← ";
    const link = make("button", { type: "button", class: "link relation", onclick: () => select(null, edge) }, edgeLook(edge).label);
    return [ahead, link, ahead, entityLink(place)];
  });
  return [`${word("path")}（${path.length - 1}）`, ...parts];
}

/** A line over the drawing that says what part is looked at, and leads out of it. */
function renderScope() {
  const parts = STATE.pathFrom !== null ? [word("pathPick")] : STATE.focus ? focusBar() : STATE.path ? pathBar() : [];
  const short = [...STATE.expanded].find(([place, count]) => neighboursOf(place).length > count);
  if (short) parts.push(" ", make("button", { type: "button", id: "more", class: "action", onclick: () => expand(short[0]) }, `${word("moreNeighbours")} (${neighboursOf(short[0]).length - short[1]})`));
  if (STATE.hidden.size) parts.push(` ${STATE.hidden.size} ${word("hiddenOnes")} `, action("showHidden", () => { STATE.hidden.clear(); changed(); }));
  byId("scope").replaceChildren(...parts);
  byId("scope").hidden = parts.length === 0 || STATE.view !== "graph";
  byId("all").hidden = STATE.focus === null && STATE.path === null;
}
