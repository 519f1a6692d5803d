// What both runs had live, over each other on one axis.

const SIDES = ["current", "base"];
/** The axis of shares has a place for each tenth of a per cent. */
const SHARES = 1000;

/** A function that is linear between points, each [from, to], ascending. */
function piecewise(points) {
  const from = points.map(([place]) => place);
  return (value) => {
    const at = Math.min(indexAt(from, value), points.length - 2);
    const [[start, first], [end, last]] = [points[at], points[at + 1]];
    return end === start ? first : first + ((value - start) * (last - first)) / (end - start);
  };
}

/** What the timeline shows of two runs: the sums of both, as lines. */
class OverlayCourse {
  constructor(difference, links) {
    this.difference = difference;
    this.links = links;
    this.moment = "moment";
    this.common = this.commonMarks();
    this.ways = [["share", "shares of each run"], ["event", "numbers of events"]];
    if (this.common.length > 0) {
      this.ways.unshift(["marks", "the marks that both have"]);
    }
    const asked = links.get("aligned");
    this.align(this.ways.some(([way]) => way === asked) ? asked : this.ways[0][0]);
    this.start = this.placeOf("current", this.difference.current.peak.event);
  }

  lastEvent(side) {
    return this.difference.sides[side].course.event.at(-1) ?? 0;
  }

  /** Events of marks of the same name, in the same order, that lie apart in both runs: [base, current]. */
  commonMarks() {
    const [base, current] = ["base", "current"].map((side) => this.difference.sides[side].timeline.marks);
    const found = [];
    for (const [left, right] of common(base.map((mark) => mark.what), current.map((mark) => mark.what))) {
      const [event, other] = [base[left].event, current[right].event];
      const [before, otherBefore] = found.at(-1) ?? [0, 0];
      if (event > before && other > otherBefore && event < this.lastEvent("base") && other < this.lastEvent("current")) {
        found.push([event, other]);
      }
    }
    return found;
  }

  /** Chooses how events of the runs come to lie at the same place of the axis. */
  align(way) {
    this.way = way;
    const [base, current] = [this.lastEvent("base"), this.lastEvent("current")];
    const longer = Math.max(base, current);
    const none = longer === 0;
    this.last = none ? 0 : { share: SHARES, event: longer, marks: base }[way];
    const points = {
      share: { base: [[0, 0], [base, SHARES]], current: [[0, 0], [current, SHARES]] },
      event: { base: [[0, 0], [longer, longer]], current: [[0, 0], [longer, longer]] },
      marks: { base: [[0, 0], [base, base]], current: [[0, 0], ...this.common.map(([event, other]) => [other, event]), [current, base]] },
    }[way];
    this.points = points;
    this.axis = { share: "share of each run", event: "events of each run", marks: "events of the base" }[way];
  }

  /** Where an event of a run lies on the axis. */
  placeOf(side, event) {
    return piecewise(this.points[side])(event);
  }

  /** The last event of a run that does not lie behind a place of the axis. */
  eventAt(side, place) {
    const event = piecewise(this.points[side].map(([from, to]) => [to, from]))(place);
    return Math.min(this.lastEvent(side), Math.floor(event + 1e-6));
  }

  controls(timeline) {
    return [
      choice("aligned by", this.ways, this.way, (way) => {
        const event = this.eventAt("base", timeline.at);
        this.align(way);
        this.links.set({ aligned: way });
        timeline.change({ at: this.placeOf("base", event) });
        this.tellAlignment();
      }),
    ];
  }

  /** Moments to go to: the same ones whatever the alignment. */
  places() {
    const { base, current } = this.difference;
    const peaks = [[`base:${base.peak.event}`, "the base's peak"], [`current:${current.peak.event}`, "the current run's peak"], [`current:${this.lastEvent("current")}`, "the end of the current run"]];
    const marks = ["base", "current"].flatMap((side) => this.difference.sides[side].timeline.marks.map((mark) => [`${side}:${mark.event}`, `${side}: ${mark.what} (${mark.at})`]));
    return [...peaks, ...marks];
  }

  momentOf(place) {
    const [side, event] = place.split(":");
    return this.placeOf(side, Number(event));
  }

  note() {
    this.alignment = element("p", { class: "quiet" });
    this.tellAlignment();
    const notes = ["base", "current"].map((side) => this.noteOf(side)).filter((note) => note !== "");
    return element("div", {}, this.alignment, notes.length > 0 ? element("p", { class: "aggregated" }, notes.join(" ")) : undefined);
  }

  tellAlignment() {
    this.alignment.textContent = {
      share: "Both runs fill the axis: the same place is the same share of each run's events.",
      event: "The same place is the same number of events in both runs; the shorter one ends earlier.",
      marks: `${counted(this.common.length, "mark", "marks")} that both runs have in the same order ${this.common.length === 1 ? "lies" : "lie"} at the same place, and so do both ends; between them the current run is stretched to the base's events.`,
    }[this.way];
  }

  noteOf(side) {
    const { course, timeline } = this.difference.sides[side];
    const name = side === "base" ? "The base" : "The current run";
    const dropped = timeline.droppedMarks > 0 ? ` ${counted(timeline.droppedMarks, "mark", "marks")} in the middle are left out.` : "";
    if (course.whole || this.lastEvent(side) === 0) {
      return dropped === "" ? "" : `${name}:${dropped}`;
    }
    return `${name} is known after ${grouped(course.event.length)} of ${grouped(this.lastEvent(side))} events, its peak among them: a saved report or a long log has no more.${dropped}`;
  }

  data({ measure }) {
    const places = Object.fromEntries(SIDES.map((side) => [side, this.difference.sides[side].course.event.map(piecewise(this.points[side]))]));
    const events = [...new Set([...places.base, ...places.current, 0, this.last])].sort((left, right) => left - right);
    return { events, amounts: new Map(SIDES.map((side) => [side, this.amountsAt(side, places[side], events, measure)])) };
  }

  /** What a run had live at each place of the axis; nothing where it has ended. */
  amountsAt(side, places, events, measure) {
    const amounts = this.difference.sides[side].course[measure];
    const end = places.at(-1) ?? 0;
    let at = -1;
    return events.map((place) => {
      while (at + 1 < places.length && places[at + 1] <= place) {
        at++;
      }
      return place > end ? null : at < 0 ? 0 : amounts[at];
    });
  }

  /** The series in the order in which the chart takes them: the last one lies on top. */
  plotted(data) {
    return [data.events, ...[...data.amounts.values()].reverse()];
  }

  tick(value) {
    return this.way === "share" ? `${value / (SHARES / 100)} %` : Number.isInteger(value) ? grouped(value) : "";
  }

  line(side) {
    return side === "base" ? { stroke: themeColour("base"), width: 2, dash: [7, 4] } : { stroke: themeColour("current"), width: 2 };
  }

  /** Marks that lie at the same place in both runs are drawn once. */
  marks() {
    const joined = new Map();
    for (const side of ["base", "current"]) {
      const { timeline, peak } = this.difference.sides[side];
      for (const mark of [...timeline.marks, { event: peak.event, what: "peak", dashed: true }]) {
        const event = this.placeOf(side, mark.event);
        const key = `${event} ${mark.what}`;
        joined.set(key, { event, dashed: mark.dashed, what: joined.has(key) ? mark.what : `${side}: ${mark.what}` });
      }
    }
    return [...joined.values()].sort((left, right) => left.event - right.event);
  }

  /** What both runs had live at the moment. */
  tell({ at, measure }) {
    const moments = Object.fromEntries(["base", "current"].map((side) => [side, this.momentAt(side, at, measure)]));
    const change = moments.current.amount - moments.base.amount;
    const part = (side, name) =>
      element("li", {}, element("span", { class: `line-of ${side}`, "aria-hidden": "true" }), `${name} `, bytesText(moments[side].amount, { id: `moment-${side}` }), element("span", { class: "quiet" }, ` ${moments[side].when}`));
    return [
      element("h3", {}, "Current minus base: ", signedText(change, { id: "moment-change" }), measure === "occupied" ? " occupied" : " logical"),
      element("ul", { class: "parts" }, part("base", "base"), part("current", "current")),
    ];
  }

  momentAt(side, place, measure) {
    const { course, timeline } = this.difference.sides[side];
    const index = indexAt(course.event, this.eventAt(side, place));
    const event = course.event[index] ?? 0;
    const mark = timeline.marks.filter((candidate) => candidate.event <= event).pop();
    return { amount: course[measure][index] ?? 0, when: `after event ${grouped(event)}${mark ? `, after ${mark.what}` : ""}` };
  }
}
