#!/usr/bin/env python3
"""Extraction as the usual Python packages do it, to compare with `vavl extract`.

    pip install torch torchaudio torchvision facenet-pytorch==2.6.0 timm==1.0.31 transformers==5.23.0 onnxscript==0.7.2 av soundfile
    python benchmarks/pytorch/extraction.py models FOLDER
    python benchmarks/pytorch/extraction.py extract FOLDER --mtcnn FOLDER CLIP...

`models` writes networks of the paper's sizes with random weights, which serve for timing: FOLDER/wav2vec2 (large-robust, 12 layers), as
Hugging Face publishes such networks, and FOLDER/efficientnet-b2.onnx (timm's, with a classifier of 8 classes) with its weights
FOLDER/efficientnet-b2.pt. `extract` makes both features of each clip: sound by PyAV, wav2vec2 by transformers; every frame by PyAV, the
faces by facenet-pytorch's MTCNN in batches, the boxes resized to 224 x 224, EfficientNet-B2 by timm in batches. It prints the seconds of
each repetition over all clips, and of each stage, as JSON.
"""

import argparse
import json
import time
from pathlib import Path

import numpy
import torch

SIDE = 224
BATCH = 16
MEAN = torch.tensor([0.485, 0.456, 0.406]).view(1, 3, 1, 1)
DEVIATION = torch.tensor([0.229, 0.224, 0.225]).view(1, 3, 1, 1)


def efficientnet(classes):
    import timm

    torch.manual_seed(2)
    return timm.create_model("efficientnet_b2", num_classes=classes).eval()


def models(folder):
    from transformers import Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2Model

    torch.manual_seed(1)
    config = Wav2Vec2Config(
        hidden_size=1024,
        num_hidden_layers=12,
        num_attention_heads=16,
        intermediate_size=4096,
        feat_extract_norm="layer",
        conv_bias=True,
        do_stable_layer_norm=True,
    )
    Wav2Vec2Model(config).save_pretrained(folder / "wav2vec2")
    Wav2Vec2FeatureExtractor(do_normalize=True, return_attention_mask=True).save_pretrained(folder / "wav2vec2")
    network = efficientnet(8)
    torch.save(network.state_dict(), folder / "efficientnet-b2.pt")
    torch.onnx.export(
        network,
        (torch.zeros(2, 3, SIDE, SIDE),),
        str(folder / "efficientnet-b2.onnx"),
        input_names=["input"],
        output_names=["output"],
        dynamic_shapes=({0: torch.export.Dim("batch")},),
        external_data=False,
        dynamo=True,
    )


class Stack:
    def __init__(self, folder, mtcnn):
        from facenet_pytorch import MTCNN
        from transformers import AutoFeatureExtractor, Wav2Vec2Model

        self.processor = AutoFeatureExtractor.from_pretrained(folder / "wav2vec2")
        self.wav2vec2 = Wav2Vec2Model.from_pretrained(folder / "wav2vec2").eval()
        self.efficientnet = efficientnet(8)
        self.efficientnet.load_state_dict(torch.load(folder / "efficientnet-b2.pt"))
        self.mtcnn = MTCNN(keep_all=False, post_process=False)
        for network, name in ((self.mtcnn.pnet, "pnet"), (self.mtcnn.rnet, "rnet"), (self.mtcnn.onet, "onet")):
            network.load_state_dict(torch.load(Path(mtcnn) / f"{name}.pt"))
        self.seconds = {}

    def stage(self, name, work):
        begin = time.perf_counter()
        result = work()
        self.seconds[name] = self.seconds.get(name, 0) + time.perf_counter() - begin
        return result

    def acoustic(self, clip):
        sound = self.stage("decode sound", lambda: read_sound(clip))
        inputs = self.processor(sound, sampling_rate=16000, return_tensors="pt")
        return self.stage("wav2vec2", lambda: self.wav2vec2(inputs.input_values).last_hidden_state[0].numpy())

    def visual(self, clip):
        from PIL import Image

        frames = self.stage("decode pictures", lambda: read_frames(clip))
        boxes = []
        for begin in range(0, len(frames), BATCH):
            pictures = [Image.fromarray(frame) for frame in frames[begin : begin + BATCH]]
            found, _ = self.stage("mtcnn", lambda pictures=pictures: self.mtcnn.detect(pictures))
            boxes.extend(found)
        crops = self.stage("crops", lambda: [crop(f, b[0]) for f, b in zip(frames, boxes) if b is not None])
        features = []
        for begin in range(0, len(crops), BATCH):
            pixels = torch.from_numpy(numpy.stack(crops[begin : begin + BATCH])).permute(0, 3, 1, 2) / 255
            pixels = (pixels - MEAN) / DEVIATION
            features.append(
                self.stage(
                    "efficientnet-b2",
                    lambda pixels=pixels: self.efficientnet.forward_head(
                        self.efficientnet.forward_features(pixels), pre_logits=True
                    ).numpy(),
                )
            )
        return numpy.concatenate(features)


def read_sound(clip):
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=16000)
    with av.open(str(clip)) as container:
        pieces = [out.to_ndarray()[0] for frame in container.decode(audio=0) for out in resampler.resample(frame)]
        pieces += [out.to_ndarray()[0] for out in resampler.resample(None)]
    return numpy.concatenate(pieces)


def read_frames(clip):
    import av

    with av.open(str(clip)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def crop(frame, box):
    from PIL import Image

    height, width = frame.shape[:2]
    left, top, right, bottom = (int(round(value)) for value in box)
    part = frame[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
    return numpy.asarray(Image.fromarray(part).resize((SIDE, SIDE), Image.BILINEAR))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("models").add_argument("folder", type=Path)
    extract = commands.add_parser("extract")
    extract.add_argument("folder", type=Path, help="what `models` wrote")
    extract.add_argument("clips", nargs="+", type=Path)
    extract.add_argument("--mtcnn", required=True, help="the folder of pnet.pt, rnet.pt and onet.pt")
    extract.add_argument("--warmup", type=int, default=0)
    extract.add_argument("--repetitions", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.command == "models":
        arguments.folder.mkdir(parents=True, exist_ok=True)
        models(arguments.folder)
        return
    stack = Stack(arguments.folder, arguments.mtcnn)
    seconds = []
    with torch.inference_mode():
        for repetition in range(arguments.warmup + arguments.repetitions):
            stack.seconds = {} if repetition == arguments.warmup else stack.seconds
            begin = time.perf_counter()
            for clip in arguments.clips:
                stack.acoustic(clip)
                stack.visual(clip)
            if repetition >= arguments.warmup:
                seconds.append(time.perf_counter() - begin)
    stages = {name: total / arguments.repetitions for name, total in stack.seconds.items()}
    print(json.dumps({"seconds": seconds, "stages": stages}))


if __name__ == "__main__":
    main()
