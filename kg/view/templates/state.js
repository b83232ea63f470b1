"use strict";

/** The data of the page, as it was written into it. Nothing in it is ever treated as markup. */
const DATA = JSON.parse(document.getElementById("graph-data").textContent);

/** What the user has chosen; the only thing that changes. */
const STATE = {
  language: 0,
  hiddenClasses: new Set(),
  hiddenStatuses: new Set(),
  hiddenProperties: new Set(),
  focus: null,
  node: null,
  edge: null,
  hoverNode: null,
  hoverEdge: null,
  table: false,
};

const CLASSES = new Map(DATA.classes.map((item) => [item.id, item]));
const PROPERTIES = new Map(DATA.properties.map((item) => [item.id, item]));
const STATUSES = new Map(DATA.statuses.map((item) => [item.id, item]));
const QUALIFIERS = new Map(Object.entries(DATA.qualifiers));

/** For each entity, the indexes of the facts it is subject of, object of, and the entities they lead to. */
const OUTGOING = DATA.entities.map(() => []);
const INCOMING = DATA.entities.map(() => []);
const NEIGHBOURS = DATA.entities.map(() => new Set());
DATA.facts.forEach((fact, place) => {
  const target = fact.object.entity;
  OUTGOING[fact.subject].push(place);
  if (target === undefined) return;
  NEIGHBOURS[fact.subject].add(target);
  NEIGHBOURS[target].add(fact.subject);
  if (target !== fact.subject) INCOMING[target].push(place);
});

const word = (key) => WORDS[key][STATE.language];
const labelOf = (item, fallback) => (item ? item.labels[STATE.language] : fallback);
const className = (id) => labelOf(CLASSES.get(id), id);
const propertyName = (id) => labelOf(PROPERTIES.get(id), id);
const statusName = (id) => labelOf(STATUSES.get(id), id);
const qualifierName = (id) => (QUALIFIERS.get(id) || [id, id])[STATE.language];

const isEdge = (fact) => fact.object.entity !== undefined;
const nodeShown = (place) =>
  !STATE.hiddenClasses.has(DATA.entities[place].type) && (STATE.focus === null || STATE.focus.has(place));
const factShown = (fact) =>
  !STATE.hiddenStatuses.has(fact.status) &&
  !STATE.hiddenProperties.has(fact.property) &&
  nodeShown(fact.subject) &&
  (!isEdge(fact) || nodeShown(fact.object.entity));

/** An element with attributes and children; a child that is a string becomes a text node, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The same for SVG. */
function makeSvg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const byId = (id) => document.getElementById(id);
