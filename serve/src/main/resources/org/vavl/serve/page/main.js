/** What the page does when something is chosen. */
import { followJob, forgetJob, getJson, sendRecording } from "./api.js";
import { Live } from "./live.js";
import { hideResult, showResult } from "./result.js";
import { element, time } from "./text.js";

const $ = (id) => document.getElementById(id);
let about = null, models = [], live = null, last = null, working = null;

function say(text) { $("status").textContent = text; }

function fail(error) {
  $("error").textContent = error.message || String(error);
  $("error").hidden = false;
}

function reset() {
  $("error").hidden = true;
  hideResult();
}

function allow(isAllowed) {
  $("pick").disabled = !isAllowed || Boolean(about?.refusal);
  $("begin").disabled = $("pick").disabled || !navigator.mediaDevices;
}

const model = () => models.find(({ name }) => name === $("model").value);

async function recognize(file) {
  if (working || live || about?.refusal) return;
  reset();
  if (file.size > about.maximumUploadBytes) {
    fail(new Error(`${file.name} has ${file.size} bytes, and must have at most ${about.maximumUploadBytes}`));
    return;
  }
  working = { abort: new AbortController(), job: null };
  allow(false);
  $("work").hidden = false;
  $("progress").removeAttribute("value");
  say(`Sending ${file.name} …`);
  try {
    if (last) forgetJob(last);
    const job = await sendRecording(file, { model: model().name, person: $("person").value, signal: working.abort.signal });
    working.job = job;
    say(`Recognising ${file.name} …`);
    await followJob(job, ({ seconds }) => { if (seconds) say(`Recognising ${file.name}: ${time(seconds)} so far`); });
    const answer = await getJson(`${job}/result`);
    last = job;
    say("");
    showResult(file, answer, model(), job, about.resultsKeptSeconds);
  } catch (error) {
    say("");
    fail(error.name === "AbortError" ? new Error("cancelled") : error);
  } finally {
    working = null;
    $("work").hidden = true;
    allow(true);
  }
}

async function begin() {
  if (working || live) return;
  reset();
  const takes = { sound: $("take-sound").checked, pictures: $("take-pictures").checked };
  if (!takes.sound && !takes.pictures) {
    fail(new Error("neither the microphone nor the camera is chosen"));
    return;
  }
  allow(false);
  $("live").hidden = false;
  $("live-answer").textContent = "…";
  $("live-why").textContent = "";
  say("The browser asks for the camera and the microphone.");
  live = new Live(model(), takes, (failure) => {
    live = null;
    allow(true);
    $("end").disabled = false;
    say("The live stream has ended.");
    if (failure) fail(failure);
  });
  const begun = live;
  try {
    await begun.begin();
    say("Live. Nothing is kept.");
    $("end").focus();
  } catch (error) {
    live = null;
    $("live").hidden = true;
    allow(true);
    say("");
    fail(error.name === "NotAllowedError" ? new Error("the browser does not let the page have the camera and the microphone")
      : error.name === "NotFoundError" ? new Error("there is no camera or no microphone: choose the one that is there") : error);
  }
}

function listen() {
  const drop = $("drop");
  $("pick").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    $("file").value = "";
    if (file) recognize(file);
  });
  for (const kind of ["dragenter", "dragover"]) {
    addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) addEventListener(kind, () => drop.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) recognize(file);
  });
  $("cancel").addEventListener("click", () => {
    if (working?.job) forgetJob(working.job);
    working?.abort.abort();
  });
  $("begin").addEventListener("click", begin);
  $("end").addEventListener("click", () => { $("end").disabled = true; say("Ending …"); live?.end(); });
}

async function start() {
  try {
    [about, models] = await Promise.all([getJson("v1/about"), getJson("v1/models")]);
  } catch (error) {
    fail(error);
    return;
  }
  $("notice").hidden = !about.notice;
  $("model").replaceChildren(...models.map(({ name }) => element("option", { value: name }, name)));
  if (about.refusal) {
    $("refusal").textContent = about.refusal;
    $("refusal").hidden = false;
  }
  if (!navigator.mediaDevices) {
    $("begin").title = "browsers give pages the camera over HTTPS or on this machine alone";
  }
  allow(true);
  listen();
  document.documentElement.dataset.ready = "true";
}

start();
