// Live bytes over the run, stacked by verdict.

/** How few events zooming in leaves. */
const LEAST_EVENTS = 4;
const TOP_SITES = 6;

/**
 * What was live after each event: events, and bytes of each category that occurs.
 *
 * device: a number, "all", or "folded": every mesh allocation once; measure: "size" or "occupied".
 */
function stacked(run, device, measure) {
  if (run.whole) {
    return stackedLifetimes(run, device, measure);
  }
  return run.samples.event.length > 0 ? stackedSamples(run, device, measure) : stackedTotals(run, measure);
}

function stackedLifetimes(run, device, measure) {
  const lifetimes = run.lifetimes;
  const amounts = new Map();
  for (let row = 0; row < lifetimes.count; row++) {
    const counts = device === "all" || (device === "folded" ? lifetimes.mesh[row] === row : lifetimes.device[row] === device);
    if (!counts) {
      continue;
    }
    const category = run.category(row);
    if (!amounts.has(category)) {
      amounts.set(category, new Float64Array(run.lastEvent + 2));
    }
    const changes = amounts.get(category);
    const born = lifetimes.event[row];
    changes[born] += lifetimes[measure][row];
    if (lifetimes.ending[row] !== LIVE) {
      changes[born + lifetimes.end[row]] -= lifetimes[measure][row];
    }
  }
  for (const changes of amounts.values()) {
    for (let event = 1; event < changes.length; event++) {
      changes[event] += changes[event - 1];
    }
  }
  const events = Array.from({ length: run.lastEvent + 1 }, (_, event) => event);
  return { events, amounts: ordered(amounts, (changes) => changes.subarray(0, run.lastEvent + 1)) };
}

function stackedSamples(run, device, measure) {
  const amounts = new Map();
  for (const lane of run.samples.lanes) {
    if (typeof device === "number" && lane.device !== device) {
      continue;
    }
    const category = run.categories[lane.category];
    const sum = amounts.get(category) ?? new Float64Array(run.samples.event.length);
    lane[measure].forEach((amount, at) => (sum[at] += amount));
    amounts.set(category, sum);
  }
  return { events: run.samples.event, amounts: ordered(amounts, (sum) => sum) };
}

function stackedTotals(run, measure) {
  const totals = run.timeline.totals;
  return {
    events: totals.map((total) => total.event),
    amounts: new Map([[FREED_LATER, Float64Array.from(totals, (total) => total[measure])]]),
  };
}

function ordered(amounts, finished) {
  return new Map(CATEGORIES.filter((name) => amounts.has(name)).map((name) => [name, finished(amounts.get(name))]));
}

/** The index of the last point that is not after an event. */
function indexAt(events, event) {
  let low = 0;
  let high = events.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (events[middle] <= event) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** What the timeline shows of one run: its bytes by verdict, on top of each other. */
class RunCourse {
  constructor(run) {
    this.run = run;
    this.start = run.peak.event;
    this.last = run.lastEvent;
    this.axis = "events (allocations and frees)";
    this.moment = "event";
  }

  controls(timeline) {
    const devices = this.run.deviceNumbers.filter((device) => device >= 0);
    const choices = [["all", "all devices, added up"]];
    if (this.run.whole && devices.length > 1) {
      choices.push(["folded", "each mesh allocation once"]);
    }
    devices.forEach((device) => choices.push([String(device), deviceName(device)]));
    return [choice("of", choices, "all", (value) => timeline.change({ device: /^\d+$/.test(value) ? Number(value) : value }))];
  }

  places() {
    const marks = this.run.timeline.marks.map((mark) => [String(mark.event), `${mark.what} (${mark.at})`]);
    return [[String(this.run.peak.event), "the peak"], [String(this.last), "the end"], ...marks];
  }

  momentOf(place) {
    return Number(place);
  }

  note() {
    const dropped = this.run.timeline.droppedMarks > 0 ? ` ${counted(this.run.timeline.droppedMarks, "mark", "marks")} in the middle are left out.` : "";
    if (this.run.whole) {
      return dropped ? element("p", { class: "aggregated" }, dropped) : undefined;
    }
    const what = this.run.samples.event.length > 0
      ? `Sampled at ${grouped(this.run.samples.event.length)} of ${grouped(this.run.lastEvent)} events: the log is too long for the page to hold every buffer's life.`
      : "Totals only: this page was made without the lives of freed buffers.";
    return element("p", { class: "aggregated" }, `${what} The peak is exact.${dropped}`);
  }

  data({ device, measure }) {
    return stacked(this.run, device, measure);
  }

  tick(value) {
    return Number.isInteger(value) ? grouped(value) : "";
  }

  line(name) {
    return { stroke: themeColour(name), width: 1, fill: (plot) => areaFill(plot.ctx, name) };
  }

  /** Series from the highest sum to the lowest: each one covers the lower part of the one before. */
  plotted(data) {
    const sums = [];
    let below = new Float64Array(data.events.length);
    for (const amounts of data.amounts.values()) {
      below = below.map((sum, at) => sum + amounts[at]);
      sums.unshift(below);
    }
    return [data.events, ...sums];
  }

  marks() {
    const peak = { event: this.run.peak.event, what: "peak", dashed: true };
    return [...this.run.timeline.marks, peak].sort((left, right) => left.event - right.event);
  }

  /** What was live at the moment. */
  tell({ at, data, device, measure }) {
    const { title, parts } = this.partsAt(at, data, device, measure);
    const total = parts.reduce((sum, [, amount]) => sum + amount, 0);
    const sites = this.run.whole ? [this.topSites(at, device, measure)] : [];
    return [
      element("h3", {}, `${title}: `, bytesText(total, { id: "moment-bytes" }), measure === "occupied" ? " occupied" : " logical"),
      element("ul", { class: "parts" }, ...parts.map(([name, amount]) => element("li", {}, sign(name), `${name} `, bytesText(amount, { "data-category": name }), element("span", { class: "quiet" }, ` ${share(amount, total)}`)))),
      ...sites,
    ];
  }

  /** What was live at the moment: between samples that of the last one, but the peak is known exactly. */
  partsAt(at, data, device, measure) {
    const { peak, whole } = this.run;
    if (!whole && at === peak.event && device === "all") {
      return { title: `At the peak, event ${grouped(peak.event)}`, parts: peak.verdicts.map((part) => [part.verdict, part[measure]]).filter(([, amount]) => amount > 0) };
    }
    const index = indexAt(data.events, at);
    const event = data.events[index];
    return {
      title: `After event ${grouped(event)}${this.whereIs(event)}`,
      parts: [...data.amounts].map(([name, amounts]) => [name, amounts[index]]).filter(([, amount]) => amount > 0),
    };
  }

  whereIs(event) {
    const mark = this.run.timeline.marks.filter((candidate) => candidate.event <= event).pop();
    return mark ? `, after ${mark.what}` : "";
  }

  topSites(at, device, measure) {
    const lifetimes = this.run.lifetimes;
    const sums = new Map();
    for (let row = 0; row < lifetimes.count; row++) {
      const counts = device === "all" || (device === "folded" ? lifetimes.mesh[row] === row : lifetimes.device[row] === device);
      if (counts && this.run.isLiveAt(row, at)) {
        const key = `${lifetimes.site[row]} ${lifetimes.category[row]}`;
        sums.set(key, (sums.get(key) ?? 0) + lifetimes[measure][row]);
      }
    }
    const largest = [...sums].sort((left, right) => right[1] - left[1]).slice(0, TOP_SITES);
    return element(
      "ol",
      { class: "sites" },
      ...largest.map(([key, amount]) => {
        const [site, category] = key.split(" ").map(Number);
        const of = this.run.sites[site];
        return element(
          "li",
          {},
          sign(this.run.categories[category]),
          element("a", { href: `#site=${encodeURIComponent(of.id)}` }, shortened(this.run.siteName(of))),
          " ",
          bytesText(amount),
        );
      }),
    );
  }
}

class Timeline {
  /** course: what is drawn, from 0 to its last moment. */
  constructor(links, course) {
    this.course = course;
    this.device = "all";
    this.measure = "occupied";
    this.at = Number(links.get(course.moment)) || course.start;
    this.links = links;
    this.chart = element("div", { class: "chart", tabindex: "0", role: "application", "aria-label": "Timeline of live bytes. Left and right move the moment, plus and minus zoom, 0 shows the whole run.", on: { keydown: (event) => this.key(event) } });
    this.moment = element("div", { class: "moment", "aria-live": "polite" });
    this.element = element("div", { class: "timeline" }, this.controls(), course.note(), this.chart, this.legendPlace(), this.moment);
    onResize(this.chart, () => this.draw());
    onThemeChange(() => this.draw());
  }

  legendPlace() {
    this.legend = element("div");
    return this.legend;
  }

  controls() {
    return element(
      "div",
      { class: "controls" },
      ...this.course.controls(this),
      choice("bytes", [["occupied", "occupied"], ["size", "logical"]], "occupied", (value) => this.change({ measure: value })),
      choice("go to", [["", "a moment\u2026"], ...this.course.places()], "", (value) => value !== "" && this.goTo(this.course.momentOf(value))),
      button("\u2212", () => this.zoom(2), { title: "Zoom out (-)", "aria-label": "Zoom out" }),
      button("+", () => this.zoom(0.5), { title: "Zoom in (+)", "aria-label": "Zoom in" }),
      button("Whole run", () => this.whole(), { title: "Whole run (0)" }),
    );
  }

  change(choices) {
    Object.assign(this, choices);
    this.draw();
  }

  draw() {
    const width = this.chart.clientWidth;
    if (width === 0) {
      return;
    }
    this.data = this.course.data(this);
    const names = [...this.data.amounts.keys()];
    this.legend.replaceChildren(legend(names));
    if (this.plot) {
      this.plot.destroy();
    }
    this.chart.replaceChildren();
    if (this.course.last === 0) {
      this.chart.append(element("p", { class: "empty" }, "The log has no allocations: there is nothing to draw."));
      return;
    }
    this.plot = new uPlot(this.options(names, width), this.course.plotted(this.data), this.chart);
    this.showMoment();
  }

  options(names, width) {
    const quiet = themeColour("quiet");
    const axis = { stroke: quiet, grid: { stroke: themeColour("grid"), width: 1 }, ticks: { stroke: themeColour("grid"), width: 1 }, font: "12px system-ui, sans-serif" };
    return {
      width,
      height: clamp(Math.round(width * 0.3), 220, 340),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: true, y: false } },
      scales: { x: { time: false }, y: { range: (_, least, most) => [0, Math.max(1, most * 1.05)] } },
      axes: [
        { ...axis, values: (_, ticks) => ticks.map((tick) => this.course.tick(tick)), size: 28, gap: 2, label: this.course.axis, labelFont: "12px system-ui, sans-serif", labelSize: 20, labelGap: 0 },
        { ...axis, size: 76, values: (_, ticks) => ticks.map((tick) => bytes(tick)), incrs: Array.from({ length: 50 }, (_, power) => 2 ** power) },
      ],
      series: [
        {},
        ...names.slice().reverse().map((name) => ({
          label: name,
          ...this.course.line(name),
          paths: uPlot.paths.stepped({ align: 1 }),
          points: { show: false },
        })),
      ],
      hooks: { draw: [(plot) => this.drawMarks(plot)], setCursor: [(plot) => this.follow(plot)] },
    };
  }

  /** The line under the pointer is the moment; without a pointer it stays where it was. */
  follow(plot) {
    if (plot.cursor.event && plot.cursor.left >= 0) {
      this.at = Math.round(plot.posToVal(plot.cursor.left, "x"));
      this.links.setSoon({ [this.course.moment]: String(this.at) });
      this.showMoment();
    }
  }

  /** A mark whose name has room is a line; the others are ticks, so that many of them hide nothing. */
  drawMarks(plot) {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, 0, bbox.width, bbox.top + bbox.height);
    ctx.clip();
    ctx.textAlign = "left";
    ctx.font = `${11 * ratio}px system-ui, sans-serif`;
    ctx.strokeStyle = themeColour("mark");
    ctx.fillStyle = themeColour("quiet");
    ctx.lineWidth = ratio;
    let free = 0;
    for (const mark of this.course.marks()) {
      const x = plot.valToPos(mark.event, "x", true);
      const text = visible(mark.what);
      const width = ctx.measureText(text).width;
      const from = clamp(x + 3 * ratio, bbox.left, bbox.left + bbox.width - width);
      const room = from >= free && x >= bbox.left;
      ctx.setLineDash(mark.dashed ? [2 * ratio, 3 * ratio] : []);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + (room || mark.dashed ? bbox.height : 5 * ratio));
      ctx.stroke();
      if (room) {
        ctx.fillText(text, from, bbox.top - 5 * ratio);
        free = from + width + 10 * ratio;
      }
    }
    ctx.restore();
  }

  zoom(factor) {
    if (!this.plot) {
      return;
    }
    const { min, max } = this.plot.scales.x;
    const width = clamp((max - min) * factor, LEAST_EVENTS, this.course.last);
    const from = clamp(this.at - width / 2, 0, Math.max(0, this.course.last - width));
    this.plot.setScale("x", { min: from, max: from + width });
    this.showMoment();
  }

  whole() {
    this.plot?.setScale("x", { min: this.data.events[0], max: this.course.last });
    this.showMoment();
  }

  goTo(event) {
    if (!this.plot) {
      return;
    }
    this.at = event;
    this.links.setSoon({ [this.course.moment]: String(event) });
    const { min, max } = this.plot.scales.x;
    if (event < min || event > max) {
      this.zoom(1);
    }
    this.showMoment();
  }

  key(event) {
    const far = Math.max(1, Math.round(this.course.last / 20));
    const steps = { ArrowLeft: event.shiftKey ? -far : -1, ArrowRight: event.shiftKey ? far : 1, Home: -this.course.last, End: this.course.last };
    if (event.key in steps) {
      event.preventDefault();
      this.goTo(clamp(this.at + steps[event.key], 0, this.course.last));
    } else if (event.key === "+" || event.key === "=") {
      this.zoom(0.5);
    } else if (event.key === "-") {
      this.zoom(2);
    } else if (event.key === "0") {
      this.whole();
    }
  }

  showMoment() {
    this.at = clamp(this.at, 0, this.course.last);
    this.placeCursor();
    this.moment.replaceChildren(...this.course.tell(this));
  }

  /** Draws the line of the moment where there is no pointer to draw it. */
  placeCursor() {
    if (this.plot && !this.plot.cursor.event) {
      this.plot.setCursor({ left: this.plot.valToPos(this.at, "x"), top: 10 }, false);
    }
  }
}
