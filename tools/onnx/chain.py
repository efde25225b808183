"""Answers a sound with a model that was exported with its extractors, and ONNX Runtime; docs/export.md shows it.

    vavl export --extractors --out chain.onnx
    python3 tools/onnx/chain.py chain.onnx sound.wav [BEGIN-END ...]

The sound is a WAV file of one channel of 16 bits at the chain's rate; BEGIN-END are seconds in which somebody speaks, all of it unless given. No face is shown.
Prints the probabilities of each class by the head over the sound alone, with its temperature, or the values of attributes on the network's scale.
"""

import json
import sys
import wave

import numpy
import onnxruntime


def samples(path, rate):
    with wave.open(path) as sound:
        if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != (1, 2, rate):
            sys.exit(f"{path} must have one channel of 16 bits at {rate} Hz")
        return numpy.frombuffer(sound.readframes(sound.getnframes()), "<i2").astype(numpy.float32) / 32768


def main():
    session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
    metadata = session.get_modelmeta().custom_metadata_map
    layout = json.loads(metadata["vavl.chain"])
    modality, sound = next((name, one) for name, one in layout["inputs"].items() if one["kind"] == "sound")
    given = samples(sys.argv[2], sound["rate"])
    if not sound["least"] <= len(given) <= sound["most"]:
        sys.exit(f"{sys.argv[2]} has {len(given)} samples, and must have {sound['least']} to {sound['most']}")

    spoken = numpy.zeros(len(given), bool)
    for begin, end in (argument.split("-") for argument in sys.argv[3:]):
        spoken[round(float(begin) * sound["rate"]) : round(float(end) * sound["rate"])] = True
    inputs = {sound["features"]: given[None], sound["valid"]: spoken[None] if sys.argv[3:] else ~spoken[None]}
    for one in layout["inputs"].values():
        if one["kind"] == "faces":
            inputs[one["features"]] = numpy.zeros((1, 1, one["side"] ** 2), numpy.float32)
            inputs[one["valid"]] = numpy.zeros((1, 1), bool)

    head = next(head["name"] for head in layout["heads"] if head["modalities"] == [modality])
    logits = session.run([f"head.{head}"], inputs)[0][0].astype(numpy.float64)
    task = json.loads(metadata["vavl.task"])
    if "labels" not in task:
        print(json.dumps(logits.tolist()))
        return
    scaled = logits / json.loads(metadata.get("vavl.calibration", "{}")).get(head, 1.0)
    shares = numpy.exp(scaled - scaled.max())
    print(json.dumps(dict(zip(task["labels"], (shares / shares.sum()).tolist()))))


if __name__ == "__main__":
    main()
