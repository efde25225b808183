/** Lines of probabilities over time, with bands of the answer and of speech, as SVG. */
import { colour } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 220, TOP = 8, BOTTOM = 62, LEFT = 40, RIGHT = 10;

function shape(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

function timeStep(seconds) {
  return [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600].find((step) => seconds / step <= 8) ?? 7200;
}

export class Chart {
  /**
   * @param place the element that shows it
   * @param outputs names of the outputs
   * @param range the lowest and highest value
   * @param label what it shows, for screen readers
   */
  constructor(place, outputs, range, label) {
    this.place = place;
    this.outputs = outputs;
    this.range = range;
    this.label = label;
    this.from = 0;
    this.to = 1;
  }

  x(seconds) { return LEFT + ((seconds - this.from) / (this.to - this.from)) * (this.width - LEFT - RIGHT); }

  y(value) {
    const [low, high] = this.range;
    return TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  }

  seconds(clientX) {
    const box = this.svg.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * this.width;
    return Math.min(this.to, Math.max(this.from, this.from + ((x - LEFT) / (this.width - LEFT - RIGHT)) * (this.to - this.from)));
  }

  /** Draws windows between two times; utterances are stretches of speech. */
  draw(windows, utterances, from, to) {
    this.from = from;
    this.to = Math.max(to, from + 0.1);
    this.width = Math.max(320, Math.min(960, this.place.clientWidth || 960));
    this.svg = shape("svg", { viewBox: `0 0 ${this.width} ${HEIGHT}`, role: "img", "aria-label": this.label });
    this.axes();
    this.curves(windows);
    this.bands(windows, utterances);
    this.cursor = shape("line", { class: "cursor", y1: TOP, y2: HEIGHT - 18, x1: -10, x2: -10 });
    this.svg.append(this.cursor);
    this.place.replaceChildren(this.svg);
  }

  axes() {
    const [low, high] = this.range;
    for (const value of [low, (low + high) / 2, high]) {
      this.svg.append(shape("line", { class: "grid", x1: LEFT, x2: this.width - RIGHT, y1: this.y(value), y2: this.y(value) }));
      this.svg.append(shape("text", { x: LEFT - 6, y: this.y(value) + 4, "text-anchor": "end" }, String(Math.round(value * 100) / 100)));
    }
    const step = timeStep(this.to - this.from);
    for (let t = Math.ceil(this.from / step) * step; t <= this.to; t += step) {
      this.svg.append(shape("text", { x: this.x(t), y: HEIGHT - 4, "text-anchor": this.x(t) > this.width - 30 ? "end" : "middle" }, `${t} s`));
    }
  }

  curves(windows) {
    this.outputs.forEach((name, c) => {
      const known = (window) => window?.said?.outputs[name] !== undefined;
      let path = "";
      windows.forEach((window, i) => {
        if (!known(window)) return;
        const at = (seconds) => `${this.x(Math.max(this.from, seconds)).toFixed(1)} ${this.y(window.said.outputs[name]).toFixed(1)}`;
        path += known(windows[i - 1]) ? "L" : `M${at(window.begin)}L`;
        path += at((window.begin + window.end) / 2);
        if (!known(windows[i + 1])) path += `L${at(window.end)}`;
      });
      if (path) this.svg.append(shape("path", { class: `curve ${colour(this.outputs, name)}`, d: path, ...(c >= 8 ? { "stroke-dasharray": "6 4" } : {}) }));
    });
  }

  bands(windows, utterances) {
    const y = HEIGHT - BOTTOM + 12;
    windows.forEach((window, i) => {
      if (!window.said?.emotion) return;
      const middle = (window.begin + window.end) / 2;
      const begin = i > 0 ? (middle + (windows[i - 1].begin + windows[i - 1].end) / 2) / 2 : window.begin;
      const end = i + 1 < windows.length ? (middle + (windows[i + 1].begin + windows[i + 1].end) / 2) / 2 : window.end;
      const kind = window.said.unsure ? "unsure-band" : `band ${colour(this.outputs, window.said.emotion)}`;
      const band = shape("rect", { class: kind, x: this.x(begin), y, width: Math.max(0.5, this.x(end) - this.x(begin)), height: 12 });
      band.append(shape("title", {}, window.said.unsure ? "not sure" : window.said.emotion));
      this.svg.append(band);
    });
    for (const { begin, end } of utterances) {
      if (end < this.from || begin > this.to) continue;
      const left = this.x(Math.max(this.from, begin));
      this.svg.append(shape("rect", { class: "spoken", x: left, y: y + 16, width: Math.max(1, this.x(Math.min(this.to, end)) - left), height: 4 }));
    }
  }

  point(seconds) {
    const x = seconds < this.from || seconds > this.to ? -10 : this.x(seconds);
    this.cursor?.setAttribute("x1", x);
    this.cursor?.setAttribute("x2", x);
  }
}
