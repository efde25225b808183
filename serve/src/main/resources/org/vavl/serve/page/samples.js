/** Runs beside the page: gathers what the microphone hears as 16-bit samples. */
class Samples extends AudioWorkletProcessor {
  constructor() {
    super();
    this.piece = new Int16Array(1600);
    this.filled = 0;
  }

  process([input]) {
    const channel = input[0];
    if (!channel) return true;
    for (const value of channel) {
      this.piece[this.filled++] = Math.max(-1, Math.min(1, value)) * 32767;
      if (this.filled === this.piece.length) {
        this.port.postMessage(this.piece.slice().buffer);
        this.filled = 0;
      }
    }
    return true;
  }
}

registerProcessor("samples", Samples);
