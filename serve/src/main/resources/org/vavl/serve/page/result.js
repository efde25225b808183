/** The page of a recording's result. */
import { Chart } from "./chart.js";
import { colour, element, number, percent, said, time } from "./text.js";

const FORMATS = [["json", "JSON"], ["csv", "CSV"], ["vtt", "Subtitles"], ["eaf", "ELAN"], ["textgrid", "Praat"], ["html", "Report"]];
const $ = (id) => document.getElementById(id);
let listeners = new AbortController();
let address = null;

export function legend(place, outputs, withSpeech) {
  place.replaceChildren(...outputs.map((name) =>
    element("li", {}, element("span", { class: `swatch ${colour(outputs, name)}` }), name)));
  if (withSpeech) place.append(element("li", { class: "soft" }, "bands: the answer, grey where not sure; line below: speech"));
}

export function range(model, windows) {
  if (model.task === "classification") return [0, 1];
  const values = windows.flatMap((window) => Object.values(window.said?.outputs ?? {}));
  return values.length ? [Math.floor(Math.min(...values)), Math.ceil(Math.max(...values) + 1e-9)] : [-1, 1];
}

function heads(answer, model) {
  const rows = [["All together", answer.outputs], ...Object.entries(answer.heads)];
  $("heads").tHead.replaceChildren(element("tr", {}, element("th", { scope: "col" }, "Output"),
    ...rows.map(([name]) => element("th", { scope: "col" }, name))));
  $("heads").tBodies[0].replaceChildren(...model.outputs.map((output) => element("tr", {},
    element("th", { scope: "row" }, element("span", { class: `swatch ${colour(model.outputs, output)}` }), output),
    ...rows.map(([, values]) => element("td", {}, model.task === "classification" ? percent(values[output]) : number(values[output]))))));
}

function people(answer, seek) {
  $("people").tBodies[0].replaceChildren(...answer.people.map((person) => {
    const spans = person.spans.slice(0, 12).map((span) => {
      const jump = element("button", { type: "button" }, `${time(span.begin)} – ${time(span.end)}`);
      jump.addEventListener("click", () => seek(span.begin));
      return jump;
    });
    const face = person.emotion ?? (person.outputs ? Object.entries(person.outputs).map(([name, value]) => `${name} ${number(value)}`).join(", ") : "not inferred");
    return element("tr", person.main ? { class: "main" } : {}, element("th", { scope: "row" }, `${person.person}${person.main ? ", the main person" : ""}`),
      element("td", {}, person.position), element("td", {}, person.seconds.toFixed(1)), element("td", {}, face), element("td", {}, ...spans));
  }));
  if (!answer.people.length) {
    $("people").tBodies[0].append(element("tr", {}, element("td", { colspan: "5" }, "No face was seen.")));
  }
}

function timeline(answer, model, video, seek) {
  const windows = answer.timeline.length ? answer.timeline : [{ begin: 0, end: answer.seconds, said: answer }];
  const chart = new Chart($("timeline"), model.outputs, range(model, windows), `Outputs over ${time(answer.seconds)}`);
  const draw = () => chart.draw(windows, answer.speech?.utterances ?? [], 0, answer.seconds);
  draw();
  const place = $("timeline");
  place.tabIndex = 0;
  place.setAttribute("role", "slider");
  place.setAttribute("aria-labelledby", "timeline-title");
  place.setAttribute("aria-describedby", "timeline-help");
  place.setAttribute("aria-valuemin", "0");
  place.setAttribute("aria-valuemax", answer.seconds.toFixed(1));
  const point = () => {
    const now = video.currentTime;
    const window = windows.find(({ begin, end }) => now >= begin && now < end);
    place.setAttribute("aria-valuenow", now.toFixed(1));
    place.setAttribute("aria-valuetext", `${time(now)}: ${said(window?.said, model.task === "classification").answer}`);
    chart.point(now);
  };
  point();
  const { signal } = listeners;
  place.addEventListener("click", (event) => seek(chart.seconds(event.clientX)), { signal });
  place.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 10, PageDown: -10 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? answer.seconds : step ? video.currentTime + step : null;
    if (to === null) return;
    event.preventDefault();
    seek(to);
  }, { signal });
  video.addEventListener("timeupdate", point, { signal });
  video.addEventListener("seeked", point, { signal });
  addEventListener("resize", () => { draw(); point(); }, { signal });
}

/** Shows what was recognised in a file. */
export function showResult(file, answer, model, job, keptSeconds) {
  listeners.abort();
  listeners = new AbortController();
  if (address) URL.revokeObjectURL(address);
  address = URL.createObjectURL(file);
  const video = $("video");
  video.src = address;
  const seek = (seconds) => { video.currentTime = Math.min(Math.max(0, seconds), Math.max(0, answer.seconds - 0.05)); };
  $("result-title").textContent = `${answer.clip}, ${time(answer.seconds)}`;
  const { answer: text, why } = said(answer, model.task === "classification");
  $("answer").textContent = text;
  $("why").textContent = answer.ofNoModalityAlone ? `${why}; neither voice nor face says so alone` : why;
  heads(answer, model);
  timeline(answer, model, video, seek);
  legend($("legend"), model.outputs, true);
  people(answer, seek);
  $("downloads").replaceChildren(...FORMATS.map(([format, name]) =>
    element("a", { class: "button", href: `${job}/result?format=${format}`, download: "" }, name)));
  $("kept").textContent = `The downloads are there for ${Math.round(keptSeconds / 60)} minutes; the recording itself was deleted.`;
  $("result").hidden = false;
  $("result").focus();
}

export function hideResult() {
  $("result").hidden = true;
  $("video").pause();
}
