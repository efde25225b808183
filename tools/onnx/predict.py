"""Answers a clip with an exported model and ONNX Runtime, from features of vavl extract; docs/export.md shows it.

    python3 tools/onnx/predict.py FILE.onnx acoustic=acoustic/clip.npy visual=visual/clip.npy

Frames that are not valid are NaN there. Prints the logits of each head whose modalities are there.
"""

import json
import sys

import numpy
import onnxruntime


def main():
    session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
    metadata = session.get_modelmeta().custom_metadata_map
    given = dict(argument.split("=", 1) for argument in sys.argv[2:])

    inputs = {}
    for modality in json.loads(metadata["vavl.modalities"]):
        name = modality["name"]
        if name in given:
            features = numpy.load(given[name]).astype(numpy.float32)
            valid = ~numpy.isnan(features).all(axis=1)
        else:  # a modality that the clip lacks: one frame, which is not valid
            features, valid = numpy.zeros((1, modality["width"]), numpy.float32), numpy.zeros(1, bool)
        inputs[f"features.{name}"] = features[None]
        inputs[f"valid.{name}"] = valid[None]

    heads = [head for head in json.loads(metadata["vavl.onnx"])["heads"] if set(head["modalities"]) <= set(given)]
    answers = session.run([f"head.{head['name']}" for head in heads], inputs)
    print(json.dumps({head["name"]: answer[0].tolist() for head, answer in zip(heads, answers)}))


if __name__ == "__main__":
    main()
