"use strict";

/** A sample of an edge in the style of a status. */
function lineSample(status) {
  const attributes = { x1: 1, y1: 5, x2: 33, y2: 5, stroke: status.color, "stroke-width": status.width + 0.6 };
  if (status.dashes.length) attributes["stroke-dasharray"] = status.dashes.join(" ");
  return makeSvg("svg", { class: "line", viewBox: "0 0 34 10", "aria-hidden": "true" }, makeSvg("line", attributes));
}

function toggle(set, key) {
  if (!set.delete(key)) set.add(key);
  changed();
}

function classButton(item) {
  const attributes = { type: "button", "data-class": item.id, "aria-pressed": String(!STATE.hiddenClasses.has(item.id)) };
  return make("li", {}, make("button", { ...attributes, onclick: () => toggle(STATE.hiddenClasses, item.id) },
    swatch(item.id), make("span", { class: "text" }, labelOf(item)), make("span", { class: "count" }, String(item.count))));
}

function checkbox(item, set, sample) {
  const box = make("input", { type: "checkbox", value: item.id, onchange: () => toggle(set, item.id) });
  box.checked = !set.has(item.id);
  return make("li", {}, make("label", {}, box, sample,
    make("span", { class: "text" }, labelOf(item)), make("span", { class: "count" }, String(item.count))));
}

/** Build the legend anew without losing the keyboard's place in it. */
function renderLegend() {
  const held = document.activeElement;
  const key = held && (held.dataset.class || held.value);
  const list = held && held.closest(".filters");
  byId("classes").replaceChildren(...DATA.classes.map(classButton));
  byId("statuses").replaceChildren(...DATA.statuses.map((item) => checkbox(item, STATE.hiddenStatuses, lineSample(item))));
  byId("properties").replaceChildren(...DATA.properties.map((item) => checkbox(item, STATE.hiddenProperties, null)));
  byId("documents").replaceChildren(...DATA.documents.map((post) =>
    make("li", {}, postTitle(post), make("span", { class: "source" }, [post.publisher, post.published].filter(Boolean).join(" · ")))));
  if (list && key) [...list.querySelectorAll("button, input")].filter((item) => (item.dataset.class || item.value) === key).forEach((item) => item.focus());
}

function renderCounts() {
  const linked = DATA.facts.map((_, place) => place).filter((place) => isEdge(DATA.facts[place]));
  const drawn = linked.filter(factShown).length;
  const values = DATA.facts.length - linked.length;
  const nodes = SHOWN.nodes.reduce((sum, one) => sum + one, 0);
  byId("shown").textContent =
    `${nodes}/${DATA.entities.length} ${word("entities")} · ${drawn}/${linked.length} ${word("edges")} · ${values} ${word("values")}`;
  const none = DATA.entities.length === 0 ? "empty" : nodes === 0 ? "nothing" : null;
  byId("empty").hidden = none === null || STATE.view !== "graph";
  byId("empty").textContent = none ? word(none) : "";
  byId("all").hidden = STATE.scope === null;
}
