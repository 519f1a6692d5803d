// Bytes by call stack: one box for each frame, as wide as what comes from it.

const BOX_PIXELS = 22;
const LEAST_PIXELS = 0.5;
const REASONS_SHOWN = 4;

/** What the icicle shows of one run: its bytes by verdict. */
class RunStacks {
  constructor(run) {
    this.run = run;
    this.metrics = [["live", "live at the end"], ["leak", "leaked"], ["peak", "live at the peak"]];
    this.metric = run.verdicts.some((verdict) => verdict.verdict === "leak" && verdict.handles > 0) ? "leak" : "live";
    this.categories = CATEGORIES;
    this.wholes = { live: "everything that is live", leak: "everything that leaked", peak: "everything at the peak" };
    this.nothing = { live: "Nothing was live.", leak: "Nothing leaked.", peak: "Nothing was live." };
    this.allOf = "sites.csv";
  }

  /** What a stack holds: [site number, category, bytes, row of its account or -1]. */
  weights(metric, measure) {
    const { run } = this;
    if (metric === "peak") {
      return peakWeights(run, measure);
    }
    return run.rows
      .map((account, row) => [account.site, run.reasons[account.reason].verdict, account[measure], row])
      .filter(([, verdict]) => metric === "live" || verdict === "leak");
  }

  /** By which categories a box is painted, each with its bytes: by the heaviest alone. */
  painted(of) {
    return [[...of.categories].sort((left, right) => right[1] - left[1])[0] ?? [FREED_LATER, 0]];
  }

  /** What a frame comes to. */
  told(of, root) {
    return [bytesText(of.amount, { id: "frame-bytes" }), element("span", { class: "quiet" }, ` ${share(of.amount, root.amount)} of ${bytes(root.amount)}`)];
  }

  because(row) {
    return row < 0 ? "" : `: ${this.run.siteRow(row).because}`;
  }

  open() {}
}

function peakWeights(run, measure) {
  if (run.whole) {
    const sums = new Map();
    for (let row = 0; row < run.lifetimes.count; row++) {
      if (run.isLiveAt(row, run.peak.event)) {
        const key = `${run.lifetimes.site[row]} ${run.lifetimes.category[row]}`;
        sums.set(key, (sums.get(key) ?? 0) + run.lifetimes[measure][row]);
      }
    }
    return [...sums].map(([key, amount]) => {
      const [site, category] = key.split(" ").map(Number);
      return [site, run.categories[category], amount, -1];
    });
  }
  const verdicts = new Map(run.rows.map((account) => [account.site, run.reasons[account.reason].verdict]));
  return run.peak.sites.map((site) => [site.site, verdicts.get(site.site) ?? FREED_LATER, site[measure], -1]);
}

/** A tree of frames; leaf first it shows who allocates, root first what the program does. */
function frameTree(run, weighed, leafFirst) {
  const root = node(-1, undefined);
  for (const [site, category, amount, row] of weighed) {
    const frames = run.sites[site].frames;
    const path = frames.length === 0 ? [-2] : leafFirst ? frames : frames.slice().reverse();
    let at = root;
    add(at, category, amount, site, row);
    for (const frame of path) {
      if (!at.children.has(frame)) {
        at.children.set(frame, node(frame, at));
      }
      at = at.children.get(frame);
      add(at, category, amount, site, row);
    }
  }
  return root;
}

function node(frame, parent) {
  return { frame, parent, amount: 0, categories: new Map(), sites: new Map(), children: new Map() };
}

function add(to, category, amount, site, row) {
  to.amount += amount;
  to.categories.set(category, (to.categories.get(category) ?? 0) + amount);
  const known = to.sites.get(site);
  to.sites.set(site, { amount: (known?.amount ?? 0) + amount, row });
}

function heaviest(map) {
  return [...map.values()].sort((left, right) => right.amount - left.amount);
}

class Icicle {
  /** stacks: what is shown; run: where the names of frames and sites stand. */
  constructor(run, stacks = new RunStacks(run)) {
    this.run = run;
    this.stacks = stacks;
    this.metric = stacks.metric;
    this.measure = "occupied";
    this.leafFirst = false;
    this.search = "";
    this.canvas = element("canvas", {
      tabindex: "0",
      role: "application",
      "aria-label": "Call stacks by bytes. Arrows walk between frames, Enter zooms, Escape shows everything.",
      on: {
        mousemove: (event) => this.point(event),
        click: (event) => this.point(event) && this.choose(this.focused),
        keydown: (event) => this.key(event),
      },
    });
    this.box = element("div", { class: "icicle-box" }, this.canvas);
    this.why = element("div", { class: "moment", "aria-live": "polite" });
    this.legend = element("div");
    this.found = element("span", { class: "quiet", "aria-live": "polite" });
    this.element = element("div", { class: "icicle" }, this.controls(), this.note(), this.box, this.legend, this.why);
    onResize(this.box, () => this.draw());
    onThemeChange(() => this.draw());
    this.rebuild();
  }

  controls() {
    return element(
      "div",
      { class: "controls" },
      choice("bytes", this.stacks.metrics, this.metric, (metric) => this.change({ metric })),
      choice("counted as", [["occupied", "occupied"], ["size", "logical"]], this.measure, (measure) => this.change({ measure })),
      choice("from", [["root", "root down"], ["leaf", "leaf up"]], "root", (from) => this.change({ leafFirst: from === "leaf" })),
      element("label", { class: "choice" }, element("span", { class: "quiet" }, "find"), element("input", { type: "search", placeholder: "frame", on: { input: (event) => this.find(event.target.value) } })),
      button("Whole", () => this.zoom(this.root), { title: "Show everything (Escape)" }),
      this.found,
    );
  }

  note() {
    const omitted = this.run.rowsOmitted;
    return omitted.rows > 0
      ? element("p", { class: "aggregated" }, `${grouped(omitted.rows)} more sites with ${bytes(omitted.occupied)} occupied are not drawn; ${this.stacks.allOf} lists all.`)
      : undefined;
  }

  change(choices) {
    Object.assign(this, choices);
    this.rebuild();
    this.draw();
  }

  rebuild() {
    this.root = frameTree(this.run, this.stacks.weights(this.metric, this.measure), this.leafFirst);
    this.top = this.root;
    this.focused = this.root;
    this.find(this.search);
  }

  name(of) {
    if (of.frame === -1) {
      return this.stacks.wholes[this.metric];
    }
    return of.frame === -2 ? "no stack" : this.run.frames[of.frame];
  }

  find(text) {
    this.search = text.toLowerCase();
    const sum = this.search === "" ? 0 : this.matched(this.root);
    this.found.textContent = this.search === "" ? "" : `${bytes(sum)} found, ${share(sum, this.root.amount) || "0 %"}`;
    this.draw();
  }

  /** The bytes of frames that match; what is below such a frame counts once. */
  matched(of) {
    if (this.matches(of)) {
      return of.amount;
    }
    let sum = 0;
    of.children.forEach((child) => (sum += this.matched(child)));
    return sum;
  }

  matches(of) {
    return of.frame !== -1 && this.name(of).toLowerCase().includes(this.search);
  }

  draw() {
    const width = this.box.clientWidth;
    if (width === 0) {
      return;
    }
    this.boxes = [];
    const depth = this.place(this.top, 0, width, 0);
    const drawn = context(this.canvas, width, Math.max(3, depth) * BOX_PIXELS + 2);
    drawn.font = "12px system-ui, sans-serif";
    drawn.textBaseline = "middle";
    const fills = new Map(this.stacks.categories.map((name) => [name, areaFill(drawn, name)]));
    this.boxes.forEach((placed) => this.paint(drawn, placed, fills));
    this.legend.replaceChildren(legend(this.stacks.categories.filter((name) => this.root.categories.has(name))));
    this.tell();
  }

  /** Lays out a node and what is below it; returns how many rows that takes. */
  place(of, x, width, row) {
    this.boxes.push({ of, x, width, y: row * BOX_PIXELS });
    let rows = row + 1;
    let from = x;
    for (const child of heaviest(of.children)) {
      const wide = of.amount === 0 ? 0 : (width * child.amount) / of.amount;
      if (wide >= LEAST_PIXELS) {
        rows = Math.max(rows, this.place(child, from, wide, row + 1));
      }
      from += wide;
    }
    return rows;
  }

  paint(drawn, { of, x, width, y }, fills) {
    const dim = this.search !== "" && !this.matches(of);
    drawn.globalAlpha = dim ? 0.25 : 1;
    const parts = this.stacks.painted(of);
    const whole = parts.reduce((sum, [, amount]) => sum + amount, 0);
    let from = x;
    for (const [category, amount] of parts) {
      const wide = Math.max(LEAST_PIXELS, width - 1) * (whole === 0 ? 1 : amount / whole);
      drawn.fillStyle = fills.get(category);
      drawn.fillRect(from, y, wide, BOX_PIXELS - 1);
      from += wide;
    }
    if (width > 40) {
      const text = visible(shortened(this.name(of), Math.max(12, Math.floor(width / 6.2))));
      // A plain ground keeps the text readable over a pattern.
      drawn.fillStyle = themeColour("label-ground");
      drawn.fillRect(x + 3, y + 3, Math.min(width - 7, drawn.measureText(text).width + 6), BOX_PIXELS - 7);
      drawn.save();
      drawn.beginPath();
      drawn.rect(x + 5, y, width - 10, BOX_PIXELS);
      drawn.clip();
      drawn.fillStyle = themeColour("text");
      drawn.fillText(text, x + 6, y + BOX_PIXELS / 2);
      drawn.restore();
    }
    drawn.globalAlpha = 1;
    if (of === this.focused) {
      drawn.strokeStyle = themeColour("focus");
      drawn.lineWidth = 2;
      drawn.strokeRect(x + 1, y + 1, Math.max(1, width - 3), BOX_PIXELS - 3);
    }
  }

  point(event) {
    const hit = this.boxes.find(({ x, y, width }) => event.offsetX >= x && event.offsetX < x + width && event.offsetY >= y && event.offsetY < y + BOX_PIXELS);
    if (hit && hit.of !== this.focused) {
      this.focused = hit.of;
      this.draw();
    }
    return hit !== undefined;
  }

  choose(of) {
    this.zoom(of);
    this.stacks.open(of);
  }

  zoom(to) {
    this.top = to;
    this.focused = to;
    this.draw();
  }

  key(event) {
    const siblings = this.focused.parent ? heaviest(this.focused.parent.children) : [this.root];
    const at = siblings.indexOf(this.focused);
    const targets = {
      ArrowDown: heaviest(this.focused.children)[0],
      ArrowUp: this.focused.parent,
      ArrowLeft: siblings[at - 1],
      ArrowRight: siblings[at + 1],
    };
    if (event.key in targets) {
      event.preventDefault();
      this.focused = targets[event.key] ?? this.focused;
      this.draw();
    } else if (event.key === "Enter") {
      this.choose(this.focused);
    } else if (event.key === "Escape") {
      this.zoom(this.root);
    }
  }

  tell() {
    const of = this.focused;
    if (this.root.amount === 0) {
      this.why.replaceChildren(element("p", { class: "empty" }, this.stacks.nothing[this.metric]));
      return;
    }
    this.why.replaceChildren(
      element("h3", {}, element("bdi", {}, this.name(of)), ": ", ...this.stacks.told(of, this.root)),
      element("ul", { class: "parts" }, ...[...of.categories].map(([name, amount]) => element("li", {}, sign(name), `${name} `, bytesText(amount)))),
      element("ol", { class: "sites" }, ...this.reasons(of)),
    );
  }

  /** Why the heaviest sites below a frame got their verdicts. */
  reasons(of) {
    const sites = [...of.sites].sort((left, right) => right[1].amount - left[1].amount).slice(0, REASONS_SHOWN);
    return sites.map(([number, { amount, row }]) => {
      const site = this.run.sites[number];
      return element("li", {}, element("a", { href: `#site=${encodeURIComponent(site.id)}` }, shortened(this.run.siteName(site))), " ", bytesText(amount), element("span", { class: "quiet" }, this.stacks.because(row)));
    });
  }
}
