"""Checks exported models with others' code: ONNX's own checker and shape inference, and ONNX Runtime in Python.

    python3 -m venv venv && venv/bin/pip install onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
    venv/bin/python tools/onnx/check.py FILE.onnx...

A file passes if the checker and strict shape inference find nothing, every operator is one of ONNX's own of one version, and ONNX Runtime answers
random clips: alone as in a batch with other clips and padding, and with no value that is not finite.
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
        require(len(output.type.tensor_type.shape.dim) == 2, f"{path}: {output.name} has no shape")
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


def main():
    for path in sys.argv[1:]:
        metadata, operations = check_format(path)
        check_answers(path, metadata)
        print(f"{path}: {operations} operations, right")


if __name__ == "__main__":
    main()
