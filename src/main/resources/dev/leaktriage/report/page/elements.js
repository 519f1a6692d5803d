// Makes elements. Text reaches the document as text nodes and attribute values only, never as markup.

/**
 * Makes an element.
 *
 * properties: class, text, title, role, ...; on: listeners by event; style: properties set one by one.
 * Children are elements or texts.
 */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) {
      continue;
    }
    if (name === "on") {
      Object.entries(value).forEach(([event, listener]) => made.addEventListener(event, listener));
    } else if (name === "style") {
      Object.entries(value).forEach(([property, text]) => made.style.setProperty(property, text));
    } else if (name === "text") {
      made.textContent = visible(value);
    } else {
      made.setAttribute(name, value === true ? "" : visible(value));
    }
  }
  made.append(...children.filter((child) => child !== undefined).map(childNode));
  return made;
}

function childNode(child) {
  return child instanceof Node ? child : document.createTextNode(visible(child));
}

function button(label, listener, properties = {}) {
  return element("button", { type: "button", ...properties, on: { click: listener } }, label);
}

/** A labelled choice; options are [value, text] pairs. */
function choice(label, options, chosen, listener) {
  const select = element(
    "select",
    { on: { change: () => listener(select.value) } },
    ...options.map(([value, text]) => element("option", { value }, text)),
  );
  select.value = chosen;
  return element("label", { class: "choice" }, element("span", { class: "quiet" }, label), select);
}

/** Bytes for people, the exact number in the tooltip. */
function bytesText(count, properties = {}) {
  return element("span", { class: "number", title: exactBytes(count), "data-exact": count, ...properties }, bytes(count));
}

/** A difference of bytes for people, the exact number in the tooltip. */
function signedText(count, properties = {}) {
  return element("span", { class: "number", title: `${signed(count)} B`, "data-exact": count, ...properties }, signedBytes(count));
}

function clamp(value, least, most) {
  return Math.min(most, Math.max(least, value));
}

/** Sizes a canvas to its box in device pixels and returns a context that draws in CSS pixels. */
function context(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.setProperty("height", `${height}px`);
  const drawn = canvas.getContext("2d");
  drawn.setTransform(ratio, 0, 0, ratio, 0, 0);
  return drawn;
}

function themeColour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** Calls back when an element gets another width. */
function onResize(watched, listener) {
  let width = 0;
  new ResizeObserver(() => {
    if (watched.clientWidth !== width && watched.clientWidth > 0) {
      width = watched.clientWidth;
      requestAnimationFrame(listener);
    }
  }).observe(watched);
}

/** Calls back when the page turns dark or light. */
function onThemeChange(listener) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", listener);
}
