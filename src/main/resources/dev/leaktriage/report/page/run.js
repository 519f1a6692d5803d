// What the page knows of a run. Reads the columns of the island and answers questions about rows.

const OWN_LINE = "\u0001";
const OWN_ADDRESS = "\u0002";
const LIVE = 0;
const ENDINGS = ["live", "freed", "superseded"];

class Run {
  constructor(content) {
    Object.assign(this, content);
    const handles = this.handles;
    handles.address = addresses(handles.address);
    summedUp(handles.line);
    summedUp(handles.mesh);
    for (const places of [this.lifetimes, ...this.snapshots]) {
      places.address = addresses(places.address);
      summedUp(places.line);
    }
    const lifetimes = this.lifetimes;
    summedUp(lifetimes.event);
    summedUp(lifetimes.endLine);
    this.siteNumbers = new Map(this.sites.map((site, number) => [site.id, number]));
    this.lastEvent = this.timeline.totals.length === 0 ? 0 : this.timeline.totals[this.timeline.totals.length - 1].event;
  }

  /** True if the life of every buffer is known. */
  get whole() {
    return this.lifetimes.count > 0;
  }

  get severalLives() {
    return new Set(this.handles.life).size > 1 || new Set(this.devices.map((device) => device.life)).size > 1;
  }

  position(columns, row) {
    return `${this.files[columns.file[row]]}:${columns.line[row]}`;
  }

  endPosition(row) {
    const lifetimes = this.lifetimes;
    return lifetimes.ending[row] === LIVE ? "" : `${this.files[lifetimes.endFile[row]]}:${lifetimes.endLine[row]}`;
  }

  memory(columns, row) {
    return this.memories[columns.memory[row]];
  }

  /** The names of a site's frames, leaf first. */
  frameNames(site) {
    return site.frames.map((frame) => this.frames[frame]);
  }

  /** What a site is called where there is room for one name. */
  siteName(site) {
    return site.operation || (site.frames.length > 0 ? this.frames[site.frames[0]] : "no stack");
  }

  /** Fills in what evidence says of a handle itself. */
  told(text, line, address) {
    return text.replaceAll(OWN_LINE, line).replaceAll(OWN_ADDRESS, address);
  }

  /** Everything about one live handle. */
  handle(row) {
    const handles = this.handles;
    const reason = this.reasons[handles.reason[row]];
    const at = this.position(handles, row);
    const address = addressText(handles.address[row]);
    return {
      row,
      life: handles.life[row],
      device: handles.device[row],
      memory: this.memory(handles, row),
      address,
      size: handles.size[row],
      occupied: handles.occupied[row],
      known: handles.known[row] === 1,
      view: handles.view[row] === 1,
      at,
      site: this.sites[handles.site[row]],
      reason,
      because: this.told(reason.because, at, address),
      lines: reason.lines.map((line) => this.told(line, at, address)),
    };
  }

  /** Everything about the handles of one site that got the same verdict for the same reason. */
  siteRow(row) {
    const account = this.rows[row];
    const reason = this.reasons[account.reason];
    const at = this.position({ file: [account.file], line: [account.line] }, 0);
    return {
      ...account,
      row,
      at,
      site: this.sites[account.site],
      reason,
      because: this.told(reason.because, at, account.address),
      lines: reason.lines.map((line) => this.told(line, at, account.address)),
    };
  }

  /** The row of the handle that a link names; -1 if there is none. */
  findHandle(life, device, memory, address, at) {
    const handles = this.handles;
    for (let row = 0; row < handles.count; row++) {
      const found =
        handles.device[row] === device &&
        handles.life[row] === life &&
        addressText(handles.address[row]) === address &&
        this.memory(handles, row) === memory &&
        this.position(handles, row) === at;
      if (found) {
        return row;
      }
    }
    return -1;
  }

  /** The lifetimes at an address, in the order of allocation. */
  livesAt(life, device, memory, address) {
    const lifetimes = this.lifetimes;
    const rows = [];
    for (let row = 0; row < lifetimes.count; row++) {
      const there =
        lifetimes.device[row] === device &&
        lifetimes.life[row] === life &&
        this.memory(lifetimes, row) === memory &&
        addressText(lifetimes.address[row]) === address;
      if (there) {
        rows.push(row);
      }
    }
    return rows;
  }

  isLiveAt(row, event) {
    const lifetimes = this.lifetimes;
    const born = lifetimes.event[row];
    return born <= event && (lifetimes.ending[row] === LIVE || event < born + lifetimes.end[row]);
  }

  category(row) {
    return this.categories[this.lifetimes.category[row]];
  }

  /** What was live after an event, where the page holds no lives of buffers; undefined if it is not known. */
  snapshot(event) {
    return this.snapshots.find((candidate) => candidate.event === event);
  }

  /** The devices that ever held something, ascending. */
  get deviceNumbers() {
    const seen = new Set(this.devices.map((device) => device.device));
    this.banks.forEach((bank) => seen.add(bank.device));
    this.samples.lanes.forEach((lane) => seen.add(lane.device));
    return [...seen].sort((left, right) => left - right);
  }

  /** The most that a memory of a device ever held; undefined if the page does not know. */
  peakOf(life, device, memory) {
    this.peaks ??= this.peaksOfBanks();
    return this.peaks.get(`${life} ${device} ${memory}`);
  }

  peaksOfBanks() {
    const changes = new Map();
    const lifetimes = this.lifetimes;
    for (let row = 0; row < lifetimes.count; row++) {
      const key = `${lifetimes.life[row]} ${lifetimes.device[row]} ${lifetimes.memory[row]}`;
      if (!changes.has(key)) {
        changes.set(key, []);
      }
      const born = lifetimes.event[row];
      changes.get(key).push([born, lifetimes.occupied[row]]);
      if (lifetimes.ending[row] !== LIVE) {
        changes.get(key).push([born + lifetimes.end[row], -lifetimes.occupied[row]]);
      }
    }
    return new Map([...changes].map(([key, steps]) => [key, highest(steps)]));
  }

  bank(life, device, memory) {
    return this.banks.find((bank) => bank.life === life && bank.device === device && bank.memory === memory);
  }
}

/** The highest sum of changes, each [event, amount]; what one event frees is gone before what it allocates comes. */
function highest(changes) {
  changes.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
  let sum = 0;
  let most = 0;
  for (const [, amount] of changes) {
    sum += amount;
    most = Math.max(most, sum);
  }
  return most;
}
