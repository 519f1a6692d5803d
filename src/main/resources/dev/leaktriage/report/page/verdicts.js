// What verdicts look like. Never by colour alone: each has a sign, a word and, where areas are drawn, a pattern.

const VERDICTS = ["leak", "unresolved", "program-cache", "trace", "system", "view"];
const FREED_LATER = "freed-later";
/** From the bottom of a stack upwards: growth stands on the base line, what comes and goes lies on top. */
const CATEGORIES = [...VERDICTS, FREED_LATER];

const SIGNS = {
  leak: "\u25b2",
  unresolved: "?",
  "program-cache": "\u25a0",
  trace: "\u25cf",
  system: "\u25c6",
  view: "\u25cb",
  "freed-later": "\u2013",
  new: "\u271a",
  grown: "\u25b2",
  "peak-grown": "\u25b3",
  reclassified: "\u21c4",
  moved: "\u2192",
  "peak-shrunk": "\u25bd",
  shrunk: "\u25bc",
  gone: "\u2715",
  same: "=",
  error: "\u25b2",
  warning: "!",
  note: "i",
};

const MEANINGS = {
  leak: "held by nobody",
  unresolved: "the log ends too early to tell",
  "program-cache": "kernel binaries of cached programs",
  trace: "captured command traces",
  system: "the runtime's own buffers",
  view: "looks into another buffer",
  "freed-later": "was freed in the course of the run",
  new: "has live handles and had none",
  grown: "takes more of the devices",
  "peak-grown": "holds more of the peak, and the same at the end",
  reclassified: "has handles with another verdict than before",
  moved: "holds the same, from another place of the program",
  "peak-shrunk": "holds less of the peak, and the same at the end",
  shrunk: "takes less of the devices",
  gone: "had live handles and has none",
  same: "is in both runs",
};

/** The sign of a verdict, finding or category. */
function sign(name) {
  return element("span", { class: `sign ${name}`, "aria-hidden": "true" }, SIGNS[name] ?? "\u2022");
}

function badge(name, confidence) {
  return element(
    "span",
    { class: "badge", title: MEANINGS[name] },
    sign(name),
    confidence === undefined || confidence === "definite" ? name : `${name}, ${confidence}`,
  );
}

/** The badge of a verdict with its reason: how sure it is, and whether somebody has accepted it. */
function verdictBadge(reason) {
  const made = badge(reason.verdict, reason.confidence);
  made.append(reason.suppressed ? ", suppressed" : "");
  return made;
}

const HATCHED = ["leak", "new", "gone"];
const DOTTED = ["unresolved"];

/** How an area of a category is filled: hatched where it matters, plain elsewhere. */
function areaFill(drawn, category) {
  const colour = themeColour(category);
  if (!HATCHED.includes(category) && !DOTTED.includes(category)) {
    return colour;
  }
  const tile = document.createElement("canvas");
  tile.width = 8;
  tile.height = 8;
  const paint = tile.getContext("2d");
  paint.fillStyle = colour;
  paint.fillRect(0, 0, 8, 8);
  paint.strokeStyle = themeColour("hatch");
  paint.fillStyle = themeColour("hatch");
  paint.lineWidth = 1.5;
  if (HATCHED.includes(category)) {
    paint.beginPath();
    for (const from of [-8, 0, 8]) {
      paint.moveTo(from, 8);
      paint.lineTo(from + 8, 0);
    }
    paint.stroke();
  } else {
    paint.fillRect(1, 1, 2, 2);
    paint.fillRect(5, 5, 2, 2);
  }
  return drawn.createPattern(tile, "repeat");
}

/** A horizontal bar of parts: [name, amount] pairs. */
function stackedBar(parts, whole, label) {
  return element(
    "div",
    { class: "bar", role: "img", "aria-label": label },
    ...parts
      .filter(([, amount]) => amount > 0)
      .map(([name, amount]) =>
        element("div", {
          class: `part ${name}`,
          title: `${name}: ${bytes(amount)}`,
          style: { width: `${whole === 0 ? 0 : (100 * amount) / whole}%` },
        }),
      ),
  );
}

function legend(names) {
  return element(
    "ul",
    { class: "legend", "aria-label": "Legend" },
    ...names.map((name) => element("li", { title: MEANINGS[name] }, element("span", { class: `swatch ${name}` }), sign(name), name)),
  );
}
