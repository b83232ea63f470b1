"use strict";

/** What both drawings write with: colours, letters, and where a name may stand. */
const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif';
const LEADING = 1.22;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The colours of text and ground at present. */
function readInk() {
  const style = getComputedStyle(document.documentElement);
  const [text, soft, ground] = ["--ink", "--soft", "--ground"].map((name) => style.getPropertyValue(name).trim());
  return { text, soft, ground };
}

/** The frame that so many lines fill, the longest so wide, their top middle at a point. */
const frameOf = (width, lines, x, y, size) =>
  ({ left: x - width / 2, right: x + width / 2, top: y, bottom: y + size * LEADING * lines, middle: x });

const widthOf = (context, lines) => Math.max(...lines.map((line) => context.measureText(line).width));

const textBox = (context, lines, x, y, size) => frameOf(widthOf(context, lines), lines.length, x, y, size);

function writeLines(context, lines, box, size) {
  lines.forEach((line, row) => {
    context.strokeText(line, box.middle, box.top + row * size * LEADING);
    context.fillText(line, box.middle, box.top + row * size * LEADING);
  });
}

/** Where a name so wide may stand about its node, the best first: below, above, right, left. */
function namePlaces(width, lines, point, radius, size) {
  const height = size * LEADING * lines;
  const [side, level] = [width / 2 + radius + size * 0.35, point.y - height / 2];
  return [
    frameOf(width, lines, point.x, point.y + radius + size * 0.2, size),
    frameOf(width, lines, point.x, point.y - radius - height - size * 0.2, size),
    frameOf(width, lines, point.x + side, level, size),
    frameOf(width, lines, point.x - side, level, size),
  ];
}

/** A stroke across a line of text or an edge: what it says is denied. */
function strike(context, fromX, fromY, toX, toY, width) {
  context.save();
  context.setLineDash([]);
  context.lineWidth = width;
  context.strokeStyle = context.fillStyle;
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
  context.restore();
}
