// What the page shows stands in the part of its address after '#', so that a link leads there again.

class Links {
  constructor() {
    this.listeners = [];
    addEventListener("hashchange", () => this.listeners.forEach((listener) => listener()));
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  get(name) {
    return new URLSearchParams(location.hash.slice(1)).get(name) ?? "";
  }

  /** Changes some parts and keeps the others; an empty text removes a part. */
  set(parts) {
    const all = new URLSearchParams(location.hash.slice(1));
    Object.entries(parts).forEach(([name, value]) => (value === "" ? all.delete(name) : all.set(name, value)));
    history.replaceState(null, "", `#${all}`);
  }

  /** Like set, a little later and once for many: browsers refuse a page that changes its address too often. */
  setSoon(parts) {
    this.pending = { ...this.pending, ...parts };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.set(this.pending);
      this.pending = {};
    }, 400);
  }

  static ofHandle(handle) {
    return [handle.life, handle.device, handle.memory, handle.address, handle.at].join("/");
  }

  /** The parts of a handle's link; the position may itself contain a slash. */
  static partsOfHandle(link) {
    const [life, device, memory, address, ...at] = link.split("/");
    return [Number(life), Number(device), memory, address, at.join("/")];
  }
}
