#!/usr/bin/env python3
"""Asks a server by Triton's own client, with binary tensors as it sends them by default and as JSON, and compares the two.

    python3 -m venv venv && venv/bin/pip install 'tritonclient[http]==2.73.0'
    vavl serve --port 8080 &
    venv/bin/python tools/serve/triton_client.py 127.0.0.1:8080 emotion
"""
import sys

import numpy as np
import tritonclient.http as triton

address, model = (sys.argv[1:] + ["127.0.0.1:8080", "emotion"][len(sys.argv) - 1:])[:2]
client = triton.InferenceServerClient(address)
assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(model)
print(client.get_server_metadata())
metadata = client.get_model_metadata(model)
print(metadata)

random = np.random.default_rng(20)
features = {
    tensor["name"]: random.standard_normal((2, 20, tensor["shape"][-1])).astype(np.float32)
    for tensor in metadata["inputs"]
    if not tensor["name"].endswith("_mask")
}


def infer(binary, outputs=None):
    inputs = []
    for name, values in features.items():
        tensor = triton.InferInput(name, values.shape, "FP32")
        tensor.set_data_from_numpy(values, binary_data=binary)
        inputs.append(tensor)
        mask = np.ones(values.shape[:2], dtype=bool)
        mask[:, 15:] = False
        tensor = triton.InferInput(name + "_mask", mask.shape, "BOOL")
        tensor.set_data_from_numpy(mask, binary_data=binary)
        inputs.append(tensor)
    wanted = None if outputs is None else [triton.InferRequestedOutput(name, binary_data=binary) for name in outputs]
    return client.infer(model, inputs, outputs=wanted, request_id="1")


default = infer(True)
probabilities = default.as_numpy("outputs")
print(probabilities, default.as_numpy("label"), default.as_numpy("unsure"))
assert probabilities.shape == (2, len(metadata["labels"])) and np.allclose(probabilities.sum(axis=1), 1, atol=1e-5)
for head in features:
    assert default.as_numpy(head).shape == probabilities.shape
as_json = infer(False, ["outputs", "label"])
assert np.array_equal(as_json.as_numpy("outputs"), probabilities)
assert [str(x, "utf-8") if isinstance(x, bytes) else x for x in default.as_numpy("label")] == list(as_json.as_numpy("label"))
try:
    client.infer("nothing", [])
    raise AssertionError("a model that is not there answers")
except triton.InferenceServerException as error:
    print(error)
print("all right")
