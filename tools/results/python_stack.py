"""The answer of `vavl predict CLIP` by what a Python programmer would reach for, to compare times; tools/results/python_stack.sh does.

    pip install av==18.1.0 onnxruntime==1.32.0 torch==2.15.0 transformers==5.24.0 opencv-python-headless==5.0.0.93 numpy==2.4.6
    python tools/results/python_stack.py whole CLIP
    python tools/results/python_stack.py warm CLIP... [--warmup SECONDS] [--seconds SECONDS]

Python 3.10 or newer, on what a checkout has. `whole` answers once: its time is that of the process. `warm` answers again and again in one process
and prints the mean seconds of an answer, as the benchmark Recognition does for Vavl. Each prints a line of JSON a clip, with what was heard and seen.

Alike: sound at 16 kHz; Silero VAD on one thread, its segments; a log-mel spectrum as long as the sound, four blocks of Whisper base in float32, ten
frames a second, valid where somebody speaks; every picture as RGB; BlazeFace (blazeface-short.onnx of the module `models`) on one thread, in the whole
picture and overlapping squares of it every 0.3 s, near the last faces every 0.1 s, here as one batch a picture; the face that is the largest for the
longest, between detections on straight lines, aligned by its eyes, 48×48, grey; faces.onnx in batches of 64, then emotion.onnx once.

Not alike: Whisper's blocks run in PyTorch, by random weights unless --encoder names a file (shipped/whisper.safetensors of tools/models/build.sh,
whose answers can be compared, but for the face's, which has one temperature here and several in Vavl). PyTorch is PyPI's wheel; for Linux on x86
that is the one with CUDA, whose import takes longer than that of the one without. Sound and pictures are worked on one after the other, and all
pictures are in memory at once. Vavl does more: shot boundaries, how faces look, smoothing, the very picture in which a face comes or goes, search as
soon as one is lost, fusion of the heads, "not sure".

What one gets without taking care: --padded fills sound up to 30 s, as transformers' Whisper wants it; --every-picture looks everywhere in each.
"""

import argparse
import json
import statistics
import time
from pathlib import Path

import av
import numpy as np
import torch
from python_stack_faces import Sight, session
from safetensors.torch import load_file
from transformers import WhisperConfig, WhisperFeatureExtractor
from transformers.models.whisper.modeling_whisper import WhisperEncoder

ROOT = Path(__file__).resolve().parent.parent.parent
MODELS = ROOT / "models/src/main/resources/org/vavl/models"
SILERO = ROOT / "features/src/main/resources/org/vavl/features/audio/speech/silero_vad_16k_op15.onnx"
RATE, CHUNK, CONTEXT, LEAST = 16000, 512, 64, 400  # samples
POOLED = 5  # of Whisper's 50 frames a second
FRAME_SECONDS = POOLED / 50


class Hearing:
    """Samples to frames of 512 values, which are valid where somebody speaks."""

    def __init__(self, weights, padded):
        self.silero = session(SILERO, 1)
        self.spectrum = WhisperFeatureExtractor(feature_size=80)
        self.padded = padded
        sizes = {"d_model": 512, "encoder_layers": 4, "encoder_attention_heads": 8, "encoder_ffn_dim": 2048}
        self.encoder = WhisperEncoder(WhisperConfig(num_mel_bins=80, **sizes)).eval()
        self.encoder.layer_norm = torch.nn.Identity()  # it follows the last block, which is none of these
        if weights:
            load(self.encoder, load_file(weights))
        self.positions = self.encoder.embed_positions.weight

    def speech(self, samples):
        """Where somebody speaks, in seconds."""
        state, context, scores = np.zeros((2, 1, 128), np.float32), np.zeros(CONTEXT, np.float32), []
        for begin in range(0, len(samples), CHUNK):
            chunk = np.pad(samples[begin : begin + CHUNK], (0, max(0, begin + CHUNK - len(samples))))
            heard = np.concatenate([context, chunk])[None]
            score, state = self.silero.run(None, {"input": heard, "state": state, "sr": np.array(RATE)})
            context = chunk[-CONTEXT:]
            scores.append(score[0, 0])
        return segments(scores, len(samples))

    def frames(self, samples):
        padding = "max_length" if self.padded else "do_not_pad"
        spectrum = self.spectrum(samples, sampling_rate=RATE, return_tensors="pt", padding=padding).input_features
        frames = spectrum.shape[-1] // 2
        self.encoder.config.max_source_positions = frames  # or it takes nothing but 30 s
        self.encoder.embed_positions = torch.nn.Embedding.from_pretrained(self.positions[:frames])
        encoded = self.encoder(spectrum[..., : 2 * frames]).last_hidden_state[0].numpy()[: len(samples) * 50 // RATE]
        return np.stack([encoded[i : i + POOLED].mean(0) for i in range(0, len(encoded), POOLED)])

    def __call__(self, samples):
        """Frames, their validity, and how many seconds somebody speaks."""
        spoken, frames = self.speech(samples), self.frames(samples)
        times = [(i * FRAME_SECONDS, (i + 1) * FRAME_SECONDS) for i in range(len(frames))]
        shared = [sum(max(0, min(e, end) - max(b, begin)) for b, e in spoken) for begin, end in times]
        return frames, np.array(shared) >= FRAME_SECONDS / 2 - 1e-9, sum(e - b for b, e in spoken)


def load(encoder, given):
    """Weights by Hugging Face's names; those of 8 bits have a scale for each row beside them."""
    weights = {name: values.float() for name, values in given.items() if not name.endswith(".scale")}
    for name in weights:
        if f"{name}.scale" in given:
            weights[name] *= given[f"{name}.scale"].view(-1, *[1] * (weights[name].dim() - 1))
    missing, unknown = encoder.load_state_dict(weights, strict=False)
    if set(missing) - {"embed_positions.weight"} or unknown:
        raise SystemExit(f"--encoder: not Whisper base's first four blocks: missing {missing[:3]}, unknown {unknown[:3]}")


def segments(scores, length):
    """What get_speech_timestamps of Silero's package makes of probabilities, in seconds."""
    found, begin, end = [], None, None
    for now, score in zip(range(0, length, CHUNK), scores):
        if score >= 0.5:
            begin, end = now if begin is None else begin, None
        elif score < 0.35 and begin is not None:
            end = now if end is None else end
            if now - end >= 0.1 * RATE:
                found.append((begin, end))
                begin = end = None
    if begin is not None:
        found.append((begin, length))
    padding = 0.03 * RATE
    kept = [(b, e) for b, e in found if e - b > 0.25 * RATE]
    return [(max(0, b - padding) / RATE, min(length, e + padding) / RATE) for b, e in kept]


def read(clip):
    """Samples, and pairs of seconds and picture."""
    resampler, sound, pictures = av.AudioResampler(format="flt", layout="mono", rate=RATE), [], []
    with av.open(str(clip)) as container:
        streams = [*container.streams.audio[:1], *container.streams.video[:1]]
        for stream in streams:
            stream.thread_type = "AUTO"
        for frame in container.decode(streams):
            if isinstance(frame, av.VideoFrame):
                pictures.append((frame.time, frame.to_ndarray(format="rgb24")))
            else:
                sound += [one.to_ndarray()[0] for one in resampler.resample(frame)]
        if container.streams.audio:
            sound += [one.to_ndarray()[0] for one in resampler.resample(None)]
    return np.concatenate(sound) if sound else np.zeros(0, np.float32), pictures


class Stack:
    def __init__(self, arguments):
        self.hearing = Hearing(arguments.encoder, arguments.padded)
        self.sight = None  # opened with the first picture
        self.every_picture = arguments.every_picture
        self.network = session(MODELS / "emotion.onnx")
        metadata = self.network.get_modelmeta().custom_metadata_map
        self.heads = json.loads(metadata["vavl.onnx"])["heads"]
        self.labels = json.loads(metadata["vavl.task"])["labels"]
        self.temperatures = json.loads(metadata["vavl.calibration"])

    def see(self, pictures):
        self.sight = self.sight or Sight(MODELS, self.every_picture)
        return self.sight(pictures)

    @torch.inference_mode()
    def answer(self, clip):
        samples, pictures = read(clip)
        heard = self.hearing(samples) if len(samples) >= LEAST else (np.zeros((1, 512), np.float32), np.zeros(1, bool), 0)
        seen = self.see(pictures) if pictures else (np.zeros((1, 128), np.float32), np.zeros(1, bool), 0)
        inputs = {"acoustic": heard, "visual": seen}
        given = {f"features.{name}": values[None] for name, (values, _, _) in inputs.items()}
        given |= {f"valid.{name}": valid[None] for name, (_, valid, _) in inputs.items()}
        heads = [head["name"] for head in self.heads if all(inputs[name][1].any() for name in head["modalities"])]
        logits = self.network.run([f"head.{head}" for head in heads], given) if heads else []
        return {
            "clip": clip.name,
            "speechSeconds": round(heard[2], 2),
            "frames": len(heard[1]),
            "framesWithSpeech": int(heard[1].sum()),
            "pictures": len(pictures),
            "picturesWithFace": int(seen[1].sum()),
            "faces": seen[2],
            "heads": {head: self.shares(one[0], head) for head, one in zip(heads, logits)},
        }

    def shares(self, logits, head):
        scaled = np.exp((logits - logits.max()) / self.temperatures[head])
        return {label: round(float(share), 2) for label, share in zip(self.labels, scaled / scaled.sum())}


def warm(stack, clip, warmup, seconds):
    """Seconds of each answer after the warm-up."""
    begin, taken = time.perf_counter(), []
    while not taken or time.perf_counter() < begin + warmup + seconds:
        started = time.perf_counter()
        stack.answer(clip)
        if started >= begin + warmup:
            taken.append(time.perf_counter() - started)
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=["whole", "warm"])
    parser.add_argument("clips", nargs="+", type=Path)
    parser.add_argument("--encoder", type=Path, help="weights of Whisper base's first four blocks, as safetensors")
    parser.add_argument("--padded", action="store_true", help="fill sound up to 30 s")
    parser.add_argument("--every-picture", action="store_true", help="look for faces everywhere in every picture")
    parser.add_argument("--warmup", type=float, default=4, help="seconds of each clip that do not count")
    parser.add_argument("--seconds", type=float, default=12, help="seconds of each clip that count")
    arguments = parser.parse_args()
    if arguments.mode == "whole" and len(arguments.clips) > 1:
        parser.error("whole is of one clip")
    stack = Stack(arguments)
    for clip in arguments.clips:
        said = stack.answer(clip)
        if arguments.mode == "warm":
            taken = warm(stack, clip, arguments.warmup, arguments.seconds)
            said |= {"answersTimed": len(taken), "secondsAnAnswer": round(statistics.mean(taken), 4)}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
