"""Times one piece of work in PyTorch and prints a line of JSON. `python measure.py training-step --variant autocast`.

Variants: eager (float32), autocast (bfloat16, fused attention), compiled (the better of both under torch.compile).
"""

import argparse
import json
import sys
import time

START = time.perf_counter()

import torch  # noqa: E402

import vavl  # noqa: E402

ACOUSTIC, VISUAL = (150, 1024), (75, 1408)


def features(clips, shape):
    frames, width = shape
    return torch.randn(clips, frames, width), torch.ones(clips, frames, dtype=torch.bool)


def training_step(arguments):
    sizes = vavl.SIZES[arguments.preset]
    low = arguments.variant != "eager"
    model = vavl.Vavl(vavl.Sizes(**{**vars(sizes), "fused": low}))
    if arguments.variant == "compiled":
        model.pool = torch.compile(model.pool)
    optimiser = torch.optim.Adam(model.parameters(), lr=5e-5, betas=(0.95, 0.999), weight_decay=5e-7, fused=True)
    inputs = {"a": features(arguments.clips, ACOUSTIC), "v": features(arguments.clips, VISUAL)}
    targets = torch.randint(6, (arguments.clips,))
    return lambda: vavl.training_step(model, optimiser, inputs, targets, autocast=low)


def answer(arguments):
    sizes = vavl.SIZES[arguments.preset]
    low = arguments.variant != "eager"
    model = vavl.Vavl(vavl.Sizes(**{**vars(sizes), "fused": low})).eval()
    parts = {"a": features(arguments.clips, ACOUSTIC), "v": features(arguments.clips, VISUAL)}
    inputs = {m: parts[m] for m in arguments.modalities}
    ask = torch.compile(model.answer) if arguments.variant == "compiled" else model.answer

    def run():
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=low):
            return ask(inputs).softmax(-1).tolist()

    return run


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("work", choices=["training-step", "answer", "first-answer"])
    parser.add_argument("--variant", choices=["eager", "autocast", "compiled"], default="eager")
    parser.add_argument("--preset", choices=list(vavl.SIZES), default="paper")
    parser.add_argument("--modalities", choices=["a", "v", "av"], default="av")
    parser.add_argument("--clips", type=int, default=32)
    parser.add_argument("--warmup", type=int, default=2)
    parser.add_argument("--repetitions", type=int, default=5)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    run = training_step(arguments) if arguments.work == "training-step" else answer(arguments)
    if arguments.work == "first-answer":
        run()
        seconds = [time.perf_counter() - START]
    else:
        for _ in range(arguments.warmup):
            run()
        seconds = []
        for _ in range(arguments.repetitions):
            begin = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - begin)
    json.dump({"seconds": seconds, "torch": torch.__version__, "threads": torch.get_num_threads()}, sys.stdout)
    print()


if __name__ == "__main__":
    main()
