"use strict";

/** Where the eye is, for the address: only where a person moved it, for else it is where the whole picture is seen. */
const SETTLED = 350; // milliseconds: longer than the drawing moves by itself
let [fitted, settling] = ["", 0];

const eyeText = () => DRAWING.eye().join();

/** The eye is where the page has put it. */
function leaveEye() {
  STATE.eye = null;
  fitted = eyeText();
  settleSoon(() => { fitted = eyeText(); });
  remember();
}

function settleSoon(done) {
  clearTimeout(settling);
  settling = setTimeout(done, SETTLED);
}

function takeEye() {
  STATE.eye = eyeText() === fitted ? null : DRAWING.eye();
  remember();
}

function listenToEye() {
  for (const kind of ["wheel", "pointerup", "touchend", "keyup"]) byId("drawing").addEventListener(kind, () => settleSoon(takeEye), { passive: true, capture: true });
}

/** For the address: three numbers, or null. */
function eyeFrom(parts = []) {
  const [x, y, scale] = parts.map(Number);
  const sound = parts.length === 3 && [x, y, scale].every(Number.isFinite) && Math.abs(x) < 1e7 && Math.abs(y) < 1e7 && scale > 1e-4 && scale < 50;
  return sound ? [x, y, scale] : null;
}
