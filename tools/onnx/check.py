"""Checks exported models with others' code: ONNX's own checker and shape inference, and ONNX Runtime in Python.

    python3 -m venv venv && venv/bin/pip install onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
    venv/bin/python tools/onnx/check.py FILE.onnx...

A file passes if the checker and strict shape inference find nothing, every operator is one of ONNX's own of one version, and ONNX Runtime answers
random clips, or an encoder random spectra: alone as in a batch with other clips and padding, and with no value that is not finite.
"""

import json
import sys

import numpy
import onnx
import onnxruntime

TOLERANCE = 1e-5


def require(condition, what):
    if not condition:
        sys.exit(what)


def check_format(path):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    require({opset.domain for opset in model.opset_import} == {""}, f"{path}: operators that are not ONNX's own")
    for output in inferred.graph.output:
        require(len(output.type.tensor_type.shape.dim) in (2, 3), f"{path}: {output.name} has no shape")
    return {entry.key: entry.value for entry in model.metadata_props}, len(model.graph.node)


def clip(generator, modalities, frames):
    """Features and masks of one clip, by the names of the graph's inputs."""
    inputs = {}
    for modality in modalities:
        name = modality["name"]
        valid = generator.random((1, frames)) < 0.8
        valid[0, generator.integers(frames)] = True
        features = generator.standard_normal((1, frames, modality["width"]), dtype=numpy.float32)
        features[~valid] = numpy.nan
        inputs[f"features.{name}"] = features
        inputs[f"valid.{name}"] = valid
    return inputs


def batch(clips):
    """Clips padded to the longest."""
    inputs = {}
    for name in clips[0]:
        longest = max(one[name].shape[1] for one in clips)
        widths = [[(0, 0), (0, longest - one[name].shape[1])] + [(0, 0)] * (one[name].ndim - 2) for one in clips]
        inputs[name] = numpy.concatenate([numpy.pad(one[name], width) for one, width in zip(clips, widths)])
    return inputs


def check_answers(path, metadata):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    modalities = json.loads(metadata["vavl.modalities"])
    heads = [f"head.{head['name']}" for head in json.loads(metadata["vavl.onnx"])["heads"]]
    generator = numpy.random.default_rng(1)
    clips = [clip(generator, modalities, frames) for frames in (1, 7, 40, 300)]
    together = session.run(heads, batch(clips))
    for i, one in enumerate(clips):
        for head, alone, batched in zip(heads, session.run(heads, one), together):
            require(numpy.isfinite(alone).all(), f"{path}: {head} gives {alone}")
            difference = abs(alone[0] - batched[i]).max()
            require(difference < TOLERANCE, f"{path}: {head} of clip {i} differs by {difference} in a batch")


def check_chain(path, metadata):
    """Of a model with its extractors: sound and faces, each there or not."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    layout = json.loads(metadata["vavl.chain"])
    generator = numpy.random.default_rng(1)
    for length, frames in ((400, 1), (1601, 2), (16000, 25), (50000, 75)):
        inputs = {}
        for one in layout["inputs"].values():
            if one["kind"] == "sound":
                inputs[one["features"]] = 0.1 * generator.standard_normal((1, length), dtype=numpy.float32)
                inputs[one["valid"]] = numpy.ones((1, length), bool)
            else:
                inputs[one["features"]] = 255 * generator.random((1, frames, one["side"] ** 2), dtype=numpy.float32)
                inputs[one["valid"]] = numpy.ones((1, frames), bool)
        for head in layout["heads"]:
            logits = session.run([f"head.{head['name']}"], inputs)[0]
            require(numpy.isfinite(logits).all(), f"{path}: {head['name']} gives {logits}")


def check_frames(path, metadata):
    """Of an encoder: clips alone and, padded with anything, in a batch."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    layout = json.loads(metadata["vavl.encoder"])
    generator = numpy.random.default_rng(1)
    lengths = (1, 2, 7, 40, min(300, 2 * layout["positions"]))
    spectra = generator.standard_normal((len(lengths), max(lengths), layout["melBands"]), dtype=numpy.float32)
    valid = numpy.arange(max(lengths))[None] < numpy.array(lengths)[:, None]
    together = session.run(["frames"], {"features.spectrum": spectra, "valid.spectrum": valid})[0]
    for i, length in enumerate(lengths):
        one = {"features.spectrum": spectra[i : i + 1, :length], "valid.spectrum": valid[i : i + 1, :length]}
        alone = session.run(["frames"], one)[0]
        require(alone.shape == (1, (length + 1) // 2, layout["width"]), f"{path}: frames of shape {alone.shape}")
        require(numpy.isfinite(alone).all(), f"{path}: frames that are not finite")
        difference = abs(alone[0] - together[i, : (length + 1) // 2]).max()
        require(difference < TOLERANCE * max(1, abs(alone).max()), f"{path}: clip {i} differs by {difference} in a batch")


def check_sound(path, metadata):
    """Of wav2vec 2.0: clips alone and, padded with anything, in a batch."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    generator = numpy.random.default_rng(1)
    lengths = (400, 1000, 8000, 16000)
    samples = generator.standard_normal((len(lengths), max(lengths)), dtype=numpy.float32)
    valid = numpy.arange(max(lengths))[None] < numpy.array(lengths)[:, None]
    channels = {i.name: i.shape[1] for i in session.get_inputs() if i.name.startswith("channels.")}

    def run(samples, valid):
        zeros = {name: numpy.zeros((len(samples), count), numpy.float32) for name, count in channels.items()}
        return session.run(["frames"], {"features.samples": samples, "valid.samples": valid, **zeros})[0]

    together = run(samples, valid)
    for i, length in enumerate(lengths):
        alone = run(samples[i : i + 1, :length], valid[i : i + 1, :length])[0]
        require(numpy.isfinite(alone).all(), f"{path}: frames that are not finite")
        difference = abs(alone - together[i, : len(alone)]).max()
        require(difference < 10 * TOLERANCE * max(1, abs(alone).max()), f"{path}: clip {i} differs by {difference} in a batch")


def main():
    for path in sys.argv[1:]:
        metadata, operations = check_format(path)
        if "vavl.encoder" in metadata:
            check_frames(path, metadata)
        elif "vavl.wav2vec2" in metadata:
            check_sound(path, metadata)
        elif "vavl.chain" in metadata:
            check_chain(path, metadata)
        else:
            check_answers(path, metadata)
        print(f"{path}: {operations} operations, right")


if __name__ == "__main__":
    main()
