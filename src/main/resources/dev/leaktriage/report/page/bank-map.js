// What lies where in one bank. An allocation takes the same place in every bank of its device.

const MAP_PIXELS = 96;
/** How much of what is used a folded hole is wide at most. */
const FOLDED_SHARE = 0.1;
/** In how many parts a bank is added up that has too many blocks. */
const BINS = 256;

/** Blocks and holes of a bank at a moment, by address. */
function bankSegments(run, where, event) {
  const bank = run.bank(where.life, where.device, where.memory);
  const banks = Math.max(1, bank?.banks ?? 0);
  const blocks = blocksAt(run, where, event).map((block) => ({ ...block, bytes: block.occupied / (block.spread || banks) }));
  blocks.sort((left, right) => left.from - right.from);
  const start = bank && bank.from >= 0 ? bank.from : lowestAddress(run, where);
  const limit = bank && bank.bankBytes > 0 ? start + bank.bankBytes : 0;
  const segments = [];
  let end = start;
  for (const block of blocks) {
    if (block.from > end) {
      segments.push({ from: end, bytes: block.from - end });
    }
    segments.push(block);
    end = Math.max(end, block.from + block.bytes);
  }
  if (limit > end) {
    segments.push({ from: end, bytes: limit - end });
  }
  return { segments, start, end: Math.max(end, limit), limit, banks: bank?.banks ?? 0 };
}

function isIn(run, columns, row, where) {
  return columns.life[row] === where.life && columns.device[row] === where.device && sharesBank(run, columns.memory[row], where.memory);
}

/** Circular buffers lie in L1, below what its allocator gives away. */
function sharesBank(run, memory, bank) {
  return memory === bank || (run.memories[bank] === "L1" && run.memories[memory] === "CB");
}

/** The lowest address of a bank that was ever handed out: nothing below it is the allocator's. */
function lowestAddress(run, where) {
  let lowest = Infinity;
  for (const columns of [run.lifetimes, run.handles, ...run.snapshots]) {
    for (let row = 0; row < columns.count; row++) {
      if (isIn(run, columns, row, where)) {
        lowest = Math.min(lowest, addressNumber(columns.address[row]));
      }
    }
  }
  return lowest === Infinity ? 0 : lowest;
}

/** What occupied the bank after an event: of all lives, of a snapshot, or of what is live at the end. */
function blocksAt(run, where, event) {
  if (run.whole) {
    return blocks(run, run.lifetimes, (row) => isIn(run, run.lifetimes, row, where) && run.isLiveAt(row, event), (row) => run.category(row));
  }
  const snapshot = event === run.lastEvent ? undefined : run.snapshot(event);
  const columns = snapshot ?? run.handles;
  const category = snapshot ? (row) => run.categories[snapshot.category[row]] : (row) => run.reasons[run.handles.reason[row]].verdict;
  return blocks(run, columns, (row) => isIn(run, columns, row, where), category);
}

function circularNote(segment) {
  return segment.memory === "CB" ? " circular buffer" : "";
}

function blocks(run, columns, counts, category) {
  const found = [];
  for (let row = 0; row < columns.count; row++) {
    if (columns.occupied[row] > 0 && counts(row)) {
      found.push({
        from: addressNumber(columns.address[row]),
        address: addressText(columns.address[row]),
        occupied: columns.occupied[row],
        spread: columns.spread?.[row] ?? 0,
        memory: run.memories[columns.memory[row]],
        category: category(row),
        site: columns.site[row],
        at: run.position(columns, row),
      });
    }
  }
  return found;
}

/** The parts of a bank whose blocks are too many for the page; undefined if they are not. */
function addedUp(run, where, event) {
  return run.handles.omitted > 0 && event === run.lastEvent
    ? run.fillings.find((filling) => filling.life === where.life && filling.device === where.device && filling.memory === where.memory)
    : undefined;
}

function binSegments(run, filling) {
  const segments = Array.from({ length: BINS }, (_, bin) => {
    const parts = filling.used.map((of) => [of.verdict, of.bytes[bin]]).filter(([, used]) => used > 0);
    return { from: filling.start + bin * filling.binBytes, bytes: filling.binBytes, parts, usedBytes: parts.reduce((sum, [, used]) => sum + used, 0) };
  });
  const bank = run.bank(filling.life, filling.device, filling.memory);
  return { segments, start: filling.start, end: filling.start + BINS * filling.binBytes, limit: filling.limit, banks: bank?.banks ?? 0, filling };
}

/** How full and how broken up a bank is. */
function bankFigures({ segments, limit, filling }) {
  if (filling) {
    const { usedBytes, free, largest, holes } = filling;
    return { used: usedBytes, free, largest, holes, known: limit > 0, fragmentation: free === 0 ? 0 : 1 - largest / free };
  }
  const holes = segments.filter((segment) => segment.category === undefined);
  const used = segments.reduce((sum, segment) => sum + (segment.category === undefined ? 0 : segment.bytes), 0);
  const free = holes.reduce((sum, hole) => sum + hole.bytes, 0);
  const largest = holes.reduce((most, hole) => Math.max(most, hole.bytes), 0);
  return { used, free, largest, holes: holes.length, known: limit > 0, fragmentation: free === 0 ? 0 : 1 - largest / free };
}

class BankMap {
  constructor(run, panel) {
    this.run = run;
    this.panel = panel;
    this.event = run.lastEvent;
    this.folded = true;
    this.marked = "";
    this.banks = run.banks.length > 0 ? run.banks : run.devices;
    const fullest = run.devices.reduce((most, device) => (most && most.occupied >= device.occupied ? most : device), undefined) ?? this.banks[0];
    this.where = fullest && { life: fullest.life, device: fullest.device, memory: fullest.memory };
    this.canvas = element("canvas", { role: "img", on: { mousemove: (event) => this.point(event), click: (event) => this.choose(event) } });
    this.box = element("div", { class: "map-box" }, this.canvas);
    this.figures = element("dl", { class: "facts figures", "aria-live": "polite" });
    this.told = element("p", { class: "quiet told", "aria-live": "polite" });
    this.legend = element("div");
    this.controlsBox = element("div");
    this.table = new Table({
      label: "Blocks and holes of the bank",
      empty: "Nothing is allocated in this bank at that moment.",
      columns: this.columns(),
      open: (row) => this.open(this.bank.segments[row]),
    });
    this.element = element("div", { class: "banks" }, this.controlsBox, this.note(), this.figures, this.box, this.told, this.legend, this.table.element);
    onResize(this.box, () => this.draw());
    onThemeChange(() => this.draw());
    this.drawControls();
    this.rebuild();
  }

  columns() {
    const of = (row) => this.bank.segments[row];
    const all = (row) => of(row).occupied ?? (of(row).usedBytes ?? 0) * Math.max(1, this.bank.banks);
    const name = (row) => (of(row).category === undefined ? "" : this.run.siteName(this.run.sites[of(row).site]));
    return [
      { id: "from", title: "from", width: "8rem", value: (row) => of(row).from, cell: (row) => hex(of(row).from) },
      { id: "bytes", title: "in each bank", width: "8rem", number: true, value: (row) => of(row).bytes, cell: (row) => bytesText(of(row).bytes) },
      { id: "what", title: "what", width: "10rem", value: (row) => of(row).category ?? "hole", cell: (row) => (of(row).parts ? of(row).parts.map(([verdict]) => verdict).join(", ") || "hole" : of(row).category ? element("span", {}, badge(of(row).category), circularNote(of(row))) : "hole") },
      { id: "occupied", title: "in all banks", width: "8rem", number: true, value: (row) => all(row), cell: (row) => (all(row) > 0 ? bytesText(all(row)) : "") },
      { id: "site", title: "site", width: "minmax(12rem, 1fr)", value: name, cell: name },
      { id: "at", title: "allocated at", width: "minmax(10rem, 1fr)", value: (row) => of(row).at ?? "", cell: (row) => of(row).at ?? "" },
    ];
  }

  note() {
    if (this.run.whole) {
      return undefined;
    }
    const known = this.run.snapshots.length > 0 ? `The end of the run and ${counted(this.run.snapshots.length, "other moment", "other moments")} only` : "The end of the run only";
    const omitted = this.run.handles.omitted > 0 ? ` Of the end, ${grouped(this.run.totals.live)} live buffers are added up in ${grouped(BINS)} equal parts of the bank; live-buffers.csv lists all.` : "";
    return element("p", { class: "aggregated" }, `${known}: the log is too long for the page to hold every buffer's life.${omitted}`);
  }

  /** The moments of which the page knows what was where. */
  places() {
    const { run } = this;
    const named = [[run.lastEvent, "the end"], [run.peak.event, "the peak"], ...run.timeline.marks.map((mark) => [mark.event, `${mark.what} (${mark.at})`])];
    return named.filter(([event]) => run.whole || event === run.lastEvent || run.snapshot(event)).map(([event, name]) => [String(event), name]);
  }

  drawControls() {
    const label = (bank) => `${deviceName(bank.device)}, ${this.run.memories[bank.memory] || "memory not stated"}${this.run.severalLives ? `, ${this.run.lives[bank.life].name}` : ""}`;
    const chosen = this.banks.findIndex((bank) => this.where && bank.life === this.where.life && bank.device === this.where.device && bank.memory === this.where.memory);
    this.slider = element("input", { type: "range", min: "0", max: String(this.run.lastEvent), value: String(this.event), "aria-label": "Moment, in events", on: { input: (event) => this.at(Number(event.target.value)) } });
    this.controlsBox.replaceChildren(
      element(
        "div",
        { class: "controls" },
        choice("bank", this.banks.map((bank, at) => [String(at), label(bank)]), String(chosen), (at) => this.change({ where: this.banks[Number(at)], marked: "" })),
        choice("at", this.places(), String(this.event), (event) => this.at(Number(event))),
        this.run.whole ? element("label", { class: "choice" }, element("span", { class: "quiet" }, "moment"), this.slider) : undefined,
        choice("drawn", [["folded", "long holes folded"], ["scale", "to scale"]], this.folded ? "folded" : "scale", (how) => this.change({ folded: how === "folded" })),
      ),
    );
  }

  at(event) {
    this.slider.value = String(event);
    this.change({ event });
  }

  change(choices) {
    Object.assign(this, choices);
    this.rebuild();
    this.draw();
  }

  /** Shows a bank, and marks an address in it. */
  showAddress({ life, device, memory, address = "" }) {
    this.where = { life, device, memory: this.run.memories.indexOf(memory) };
    this.event = this.run.lastEvent;
    this.marked = address;
    this.drawControls();
    this.rebuild();
    this.draw();
  }

  rebuild() {
    if (!this.where) {
      this.bank = { segments: [], start: 0, end: 0, limit: 0, banks: 0 };
    } else {
      const filling = addedUp(this.run, this.where, this.event);
      this.bank = filling ? binSegments(this.run, filling) : bankSegments(this.run, this.where, this.event);
    }
    this.table.show(this.bank.segments.map((_, at) => at));
    this.tellFigures();
  }

  tellFigures() {
    const { used, free, largest, holes, known, fragmentation } = bankFigures(this.bank);
    const facts = [
      ["moment", `after event ${grouped(this.event)}`],
      ["used in each bank", bytesText(used, { id: "bank-used" })],
      ["banks", this.bank.banks > 0 ? String(this.bank.banks) : "not in the log: extents are drawn as if there were one"],
      ["bank size", known ? bytesText(this.bank.limit - this.bank.start) : "not in the log: what is above the highest block is unknown"],
      [known ? "free" : "free below the highest block", bytesText(free, { id: "bank-free" })],
      ["holes", grouped(holes)],
      ["largest free block", bytesText(largest, { id: "bank-largest" })],
      ["fragmentation", `${(100 * fragmentation).toFixed(1)} % of what is free lies outside the largest block`],
    ];
    this.figures.replaceChildren(...facts.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
  }

  /** Where each segment is drawn: folded, a long hole is cut short. */
  placed(width) {
    if (this.bank.filling) {
      const each = width / this.bank.segments.length;
      return this.bank.segments.map((segment, at) => ({ segment, x: at * each, width: each, folded: false }));
    }
    const used = bankFigures(this.bank).used;
    const most = this.folded ? Math.max(1, used * FOLDED_SHARE) : Infinity;
    const wide = (segment) => (segment.category === undefined ? Math.min(segment.bytes, most) : segment.bytes);
    const whole = this.folded ? this.bank.segments.reduce((sum, segment) => sum + wide(segment), 0) : this.bank.end - this.bank.start;
    let x = 0;
    return this.bank.segments.map((segment) => {
      const from = this.folded ? x : segment.from - this.bank.start;
      x += wide(segment);
      return { segment, x: (width * from) / Math.max(1, whole), width: (width * wide(segment)) / Math.max(1, whole), folded: wide(segment) < segment.bytes };
    });
  }

  draw() {
    const width = this.box.clientWidth;
    if (width === 0) {
      return;
    }
    const drawn = context(this.canvas, width, MAP_PIXELS + 24);
    const fills = new Map(CATEGORIES.map((name) => [name, areaFill(drawn, name)]));
    this.boxes = this.placed(width);
    drawn.fillStyle = themeColour("hole");
    drawn.fillRect(0, 0, width, MAP_PIXELS);
    drawn.font = "11px system-ui, sans-serif";
    this.boxes.forEach((box) => this.paint(drawn, box, fills));
    this.addresses(drawn, width);
    this.canvas.setAttribute("aria-label", `Bank map: ${this.boxes.filter(({ segment }) => segment.category !== undefined || segment.parts?.length > 0).length} used parts; the table below lists what is where.`);
    this.legend.replaceChildren(legend(CATEGORIES.filter((name) => this.bank.segments.some((segment) => segment.category === name || segment.parts?.some(([verdict]) => verdict === name)))));
  }

  paint(drawn, { segment, x, width, folded }, fills) {
    if (segment.parts) {
      let bottom = MAP_PIXELS;
      for (const [verdict, used] of segment.parts) {
        const height = Math.min(bottom, (MAP_PIXELS * used) / segment.bytes);
        drawn.fillStyle = fills.get(verdict);
        drawn.fillRect(x, bottom - height, Math.max(1, width), height);
        bottom -= height;
      }
      return;
    }
    if (segment.category === undefined) {
      const text = folded ? `\u2026 ${bytes(segment.bytes)} \u2026` : bytes(segment.bytes);
      drawn.textAlign = "center";
      if (drawn.measureText(text).width < width - 6) {
        drawn.fillStyle = themeColour("quiet");
        drawn.fillText(text, x + width / 2, MAP_PIXELS / 2 + 4);
      }
      return;
    }
    drawn.fillStyle = fills.get(segment.category);
    drawn.fillRect(x, 0, Math.max(1, width - 0.5), MAP_PIXELS);
    if (segment.address === this.marked) {
      drawn.strokeStyle = themeColour("focus");
      drawn.lineWidth = 3;
      drawn.strokeRect(x + 1.5, 1.5, Math.max(2, width - 3), MAP_PIXELS - 3);
    }
  }

  addresses(drawn, width) {
    drawn.fillStyle = themeColour("quiet");
    drawn.textAlign = "left";
    let free = 0;
    for (const { segment, x } of this.boxes) {
      const text = hex(segment.from);
      const wide = drawn.measureText(text).width;
      if (x >= free && x + wide < width) {
        drawn.fillRect(x, MAP_PIXELS, 1, 5);
        drawn.fillText(text, x + 3, MAP_PIXELS + 15);
        free = x + wide + 12;
      }
    }
  }

  hit(event) {
    return this.boxes?.find(({ x, width }) => event.offsetX >= x && event.offsetX < x + Math.max(1, width));
  }

  point(event) {
    const box = this.hit(event);
    this.told.textContent = box ? this.tell(box.segment) : "";
  }

  tell(segment) {
    const range = `${hex(segment.from)} to ${hex(segment.from + segment.bytes)}`;
    if (segment.parts) {
      return `${range}: ${segment.parts.map(([verdict, used]) => `${verdict} ${bytes(used)}`).join(", ") || "empty"}`;
    }
    return segment.category === undefined
      ? `${range}: a hole of ${bytes(segment.bytes)}`
      : visible(`${range}: ${segment.category}${circularNote(segment)}, ${bytes(segment.bytes)} in each bank, ${this.run.siteName(this.run.sites[segment.site])}, allocated at ${segment.at}`);
  }

  choose(event) {
    const box = this.hit(event);
    if (box) {
      this.open(box.segment);
    }
  }

  open(segment) {
    if (segment.category === undefined) {
      return;
    }
    const row = this.run.findHandle(this.where.life, this.where.device, segment.memory, segment.address, segment.at);
    if (row >= 0) {
      this.panel.openHandle(row);
    } else {
      this.panel.openSite(segment.site);
    }
  }
}
