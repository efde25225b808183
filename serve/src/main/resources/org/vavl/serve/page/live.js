/** Camera and microphone, sent as they come; answers shown as they come. Nothing is kept. */
import { Chart } from "./chart.js";
import { legend, range } from "./result.js";
import { element, said, time } from "./text.js";

const SAMPLE_RATE = 16000, FRAME_RATE = 10, WINDOW = 3, STEP = 0.5, SHOWN_SECONDS = 60, MOST_PICTURE_SIDE = 640, MOST_BUFFERED = 1 << 20;
const SOUND = 1, PICTURE = 2, HEADER_BYTES = 16;
const $ = (id) => document.getElementById(id);

function message(kind, seconds, data) {
  const bytes = new Uint8Array(HEADER_BYTES + data.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind);
  view.setFloat64(8, seconds, true);
  bytes.set(new Uint8Array(data), HEADER_BYTES);
  return bytes;
}

export class Live {
  constructor(model, takes, onEnd) {
    this.model = model;
    this.takes = takes;
    this.onEnd = onEnd;
    this.windows = [];
    this.speech = [];
    this.names = new Map();
    this.sent = 0;
  }

  async begin() {
    this.media = await navigator.mediaDevices.getUserMedia({
      audio: this.takes.sound ? { echoCancellation: false, noiseSuppression: false, autoGainControl: false } : false,
      video: this.takes.pictures ? { width: { ideal: 640 }, height: { ideal: 480 } } : false,
    });
    try {
      $("live-lines").replaceChildren();
      $("utterances").replaceChildren();
      this.chart = new Chart($("live-lines"), this.model.outputs, range(this.model, []), "Outputs of the last minute");
      legend($("live-legend"), this.model.outputs, this.takes.sound);
      await this.open();
      this.origin = performance.now();
      if (this.takes.sound) await this.listen();
      if (this.takes.pictures) await this.look();
    } catch (e) {
      this.release();
      throw e;
    }
  }

  open() {
    const address = new URL("v1/stream", location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    return new Promise((resolve, reject) => {
      let failure = null;
      this.socket.addEventListener("open", () => this.socket.send(JSON.stringify({
        type: "start", model: this.model.name, window: WINDOW, step: STEP,
        ...(this.takes.sound ? { sampleRate: SAMPLE_RATE, utterances: true } : {}),
        ...(this.takes.pictures ? { frameRate: FRAME_RATE } : {}),
      })));
      this.socket.addEventListener("message", (event) => {
        const said = JSON.parse(event.data);
        if (said.type === "ready") resolve();
        else if (said.type === "error") failure = new Error(said.problem.detail);
        else if (said.type === "window") this.showWindow(said);
        else if (said.type === "utterance") this.showUtterance(said);
      });
      this.socket.addEventListener("close", () => {
        this.release();
        reject(failure ?? new Error("the stream could not be opened"));
        this.onEnd(failure);
      });
    });
  }

  async listen() {
    this.audio = new AudioContext({ sampleRate: SAMPLE_RATE });
    await this.audio.audioWorklet.addModule("samples.js");
    const source = this.audio.createMediaStreamSource(new MediaStream(this.media.getAudioTracks()));
    const node = new AudioWorkletNode(this.audio, "samples", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    const since = (performance.now() - this.origin) / 1000;
    node.port.onmessage = ({ data }) => {
      if (this.socket.readyState !== WebSocket.OPEN) return;
      this.socket.send(message(SOUND, since + this.sent / SAMPLE_RATE, data));
      this.sent += data.byteLength / 2;
    };
    source.connect(node);
    await this.audio.resume();
  }

  async look() {
    const video = $("camera");
    video.srcObject = new MediaStream(this.media.getVideoTracks());
    await video.play();
    const scale = Math.min(1, MOST_PICTURE_SIDE / Math.max(video.videoWidth, video.videoHeight));
    const picture = element("canvas", { width: Math.round(video.videoWidth * scale), height: Math.round(video.videoHeight * scale) });
    const context = picture.getContext("2d", { willReadFrequently: true });
    let busy = false;
    this.timer = setInterval(async () => {
      if (busy || this.socket.readyState !== WebSocket.OPEN || this.socket.bufferedAmount > MOST_BUFFERED) return;
      busy = true;
      const seconds = (performance.now() - this.origin) / 1000;
      context.drawImage(video, 0, 0, picture.width, picture.height);
      const blob = await new Promise((resolve) => picture.toBlob(resolve, "image/jpeg", 0.85));
      const data = await blob.arrayBuffer();
      if (this.socket.readyState === WebSocket.OPEN) this.socket.send(message(PICTURE, seconds, data));
      busy = false;
    }, 1000 / FRAME_RATE);
  }

  showWindow(window) {
    this.windows.push(window);
    this.windows = this.windows.filter(({ end }) => end > window.end - SHOWN_SECONDS);
    const spoken = window.speech?.utterances ?? [];
    this.speech = [...this.speech.filter(({ end }) => end <= window.begin && end > window.end - SHOWN_SECONDS), ...spoken];
    const { answer, why } = said(window.said, this.model.task === "classification");
    $("live-answer").textContent = answer;
    $("live-why").textContent = window.said ? why
      : Object.entries(window.modalities).map(([name, { reason }]) => `${name}: ${reason}`).join("; ");
    const speaks = spoken.some(({ end }) => end > window.end - 1);
    $("speech-light").classList.toggle("on", speaks);
    $("speech-text").textContent = speaks ? "Speech" : "No speech";
    this.chart.range = range(this.model, this.windows);
    this.chart.draw(this.windows, this.speech, Math.max(0, window.end - SHOWN_SECONDS), Math.max(window.end, 10));
    this.showFaces(window.faces);
  }

  showFaces(faces) {
    const canvas = $("boxes");
    const context = canvas.getContext("2d");
    canvas.width = canvas.clientWidth;
    canvas.height = canvas.clientHeight;
    if (!faces) return;
    const scale = Math.min(canvas.width / faces.width, canvas.height / faces.height);
    const left = (canvas.width - faces.width * scale) / 2, top = (canvas.height - faces.height * scale) / 2;
    context.lineWidth = 3;
    context.font = "16px system-ui";
    for (const face of faces.boxes) {
      if (!this.names.has(face.person)) this.names.set(face.person, `Person ${this.names.size + 1}`);
      const x = left + face.x * scale, y = top + face.y * scale;
      context.strokeStyle = context.fillStyle = "#ffd24d";
      context.strokeRect(x, y, face.width * scale, face.height * scale);
      context.fillText(this.names.get(face.person), x, Math.max(16, y - 6));
    }
  }

  showUtterance(utterance) {
    const { answer } = said(utterance.said, this.model.task === "classification");
    $("utterances").prepend(element("li", {}, `${time(utterance.begin)} – ${time(utterance.end)}: ${answer}`));
    while ($("utterances").children.length > 50) $("utterances").lastChild.remove();
  }

  /** Takes no more, and lets the server answer for what it has. */
  end() {
    this.quiet();
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ type: "stop" }));
  }

  quiet() {
    clearInterval(this.timer);
    this.media?.getTracks().forEach((track) => track.stop());
    if (this.audio && this.audio.state !== "closed") this.audio.close();
    $("camera").srcObject = null;
  }

  release() {
    this.quiet();
    if (this.socket && this.socket.readyState < WebSocket.CLOSING) this.socket.close();
  }
}
