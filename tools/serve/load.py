#!/usr/bin/env python3
"""Loads a server: clips by some clients at once, and live streams of sound beside them; says how long answers took and what failed.

    python3 -m venv venv && venv/bin/pip install 'requests==2.34.2' 'websockets==17.4'
    venv/bin/python tools/serve/load.py http://127.0.0.1:8080 CLIP.wav --clips 1000 --clients 16 --streams 8 --minutes 10
    venv/bin/python tools/serve/load.py http://127.0.0.1:8080 CLIP.wav --clips 0 --streams 8 --minutes 10 --pid PID      clips for all of the ten minutes, and the memory of the server
    venv/bin/python tools/serve/load.py http://127.0.0.1:8080 CLIP.wav --clips 1000 --streams 0 --predict ./vavl         the same clips by one `vavl predict` afterwards; stop the server before it goes on
    venv/bin/python tools/serve/load.py http://127.0.0.1:8080 --infer 20 --clients 8 --minutes 0.5                       inferences from features of 20 frames

The clip's sound is what the streams send, so it is a WAV file of 16-bit mono samples.
"""
import argparse
import asyncio
import json
import shutil
import statistics
import struct
import subprocess
import tempfile
import threading
import time
import wave
from array import array
from concurrent.futures import ThreadPoolExecutor

import requests
import websockets

parser = argparse.ArgumentParser()
parser.add_argument("server")
parser.add_argument("clip", nargs="?")
parser.add_argument("--clips", type=int, default=1000, help="0 for as many as there are in the minutes")
parser.add_argument("--clients", type=int, default=16)
parser.add_argument("--streams", type=int, default=8)
parser.add_argument("--minutes", type=float, default=10)
parser.add_argument("--token")
parser.add_argument("--pid", type=int, help="the server's process, whose resident memory is looked at")
parser.add_argument("--predict", metavar="VAVL", help="the command that the server is compared with, once its clips are answered")
parser.add_argument("--infer", type=int, metavar="FRAMES", help="in place of clips, infer from features of so many frames")
arguments = parser.parse_args()
if not arguments.clip and not arguments.infer:
    parser.error("a clip is needed, or --infer")
headers = {"Authorization": f"Bearer {arguments.token}"} if arguments.token else {}
local = threading.local()
content = open(arguments.clip, "rb").read() if arguments.clip else b""
until = time.monotonic() + arguments.minutes * 60


def session_of_thread():
    local.session = getattr(local, "session", None) or requests.Session()
    return local.session


def post(_):
    session = session_of_thread()
    begin = time.monotonic()
    while True:
        response = session.post(f"{arguments.server}/v1/recognitions?name=clip.wav", data=content, headers=headers)
        if response.status_code == 202:
            events = session.get(arguments.server + response.headers["Location"] + "/events", headers=headers)
            return (200 if "event: done" in events.text else 500), time.monotonic() - begin
        if response.status_code != 503:
            return response.status_code, time.monotonic() - begin
        time.sleep(0.2)


async def stream(number, seconds):
    with wave.open(arguments.clip) as clip:
        rate, samples = clip.getframerate(), clip.readframes(clip.getnframes())
    latencies = []
    address = arguments.server.replace("http", "ws", 1) + "/v1/stream"
    async with websockets.connect(address, additional_headers=headers, max_size=None) as socket:
        await socket.send(json.dumps({"type": "start", "sampleRate": rate, "window": 3, "step": 1}))
        assert json.loads(await socket.recv())["type"] == "ready"
        begin = time.monotonic()

        async def receive():
            async for text in socket:
                message = json.loads(text)
                if message["type"] == "window":
                    latencies.append(time.monotonic() - begin - message["end"])
                elif message["type"] == "error":
                    raise RuntimeError(message)

        receiver = asyncio.create_task(receive())
        piece, position, sent = rate // 10 * 2, 0, 0
        while sent / rate / 2 < seconds:
            await asyncio.sleep(max(0, begin + sent / rate / 2 - time.monotonic()))
            data = (samples + samples)[position:position + piece]
            await socket.send(struct.pack("<Qd", 1, sent / rate / 2) + data)
            position, sent = (position + piece) % len(samples), sent + piece
        await socket.send('{"type":"stop"}')
        await receiver
    return latencies


def quantiles(values):
    cuts = statistics.quantiles(values, n=100) if len(values) > 1 else values * 99
    return "p50 %.3f s, p95 %.3f s, p99 %.3f s" % (cuts[49], cuts[94], cuts[98])


async def all_streams():
    return await asyncio.gather(*(stream(n, arguments.minutes * 60) for n in range(arguments.streams)))


def inference():
    """The address, the headers and the body of a request with binary tensors."""
    model = requests.get(f"{arguments.server}/v1/models", headers=headers).json()[0]["name"]
    metadata = requests.get(f"{arguments.server}/v2/models/{model}", headers=headers).json()
    inputs, binary = [], b""
    for tensor in metadata["inputs"]:
        if tensor["datatype"] == "FP32":
            shape = [arguments.infer, tensor["shape"][-1]]
            values = array("f", ((i * 37 % 101) / 50 - 1 for i in range(shape[0] * shape[1]))).tobytes()
            inputs.append({"name": tensor["name"], "shape": shape, "datatype": "FP32",
                           "parameters": {"frame_rate": 10, "binary_data_size": len(values)}})
            binary += values
    text = json.dumps({"inputs": inputs}).encode()
    return (f"{arguments.server}/v2/models/{model}/infer",
            {**headers, "Inference-Header-Content-Length": str(len(text)), "Content-Type": "application/octet-stream"}, text + binary)


def infer(request):
    address, all_headers, body = request
    begin = time.monotonic()
    while True:
        status = session_of_thread().post(address, headers=all_headers, data=body).status_code
        if status != 503:
            return status, time.monotonic() - begin
        time.sleep(0.01)


def answers_of(ask, count):
    """What each of the clients got, for so many requests in all or until the time is over."""
    def client(number):
        own = []
        while (time.monotonic() < until) if count == 0 else (len(own) * arguments.clients + number < count):
            own.append(ask())
        return own
    with ThreadPoolExecutor(arguments.clients) as pool:
        return [answer for own in pool.map(client, range(arguments.clients)) for answer in own]


def megabytes(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def watch(memory, over):
    while not over.wait(10):
        memory.append(megabytes(arguments.pid))


def report(what, answers, took):
    failed = [status for status, _ in answers if status != 200]
    print(f"{len(answers)} {what}, {len(failed)} failed, {len(answers) / took:.2f} a second, {quantiles([t for _, t in answers])}")
    return len(answers) / took


def predict(count, rate):
    """Clips a second of one process: what more clips take more than one does, so without its start."""
    input("stop the server and press Enter to have the command do the same: ")
    with tempfile.TemporaryDirectory() as folder:
        clips = [shutil.copy(arguments.clip, f"{folder}/{i}.wav") for i in range(count)]

        def seconds(some):
            begin = time.monotonic()
            subprocess.run([arguments.predict, "predict", "--format", "csv", *some], check=True, stdout=subprocess.DEVNULL)
            return time.monotonic() - begin

        seconds(clips[:1])
        of_command = (count - 1) / (seconds(clips) - seconds(clips[:1]))
    print(f"vavl predict: {of_command:.2f} clips a second; the server has {100 * rate / of_command:.0f} % of it")


if arguments.infer:
    request = inference()
    begin = time.monotonic()
    report(f"inferences of {arguments.infer} frames", answers_of(lambda: infer(request), 0), time.monotonic() - begin)
    raise SystemExit

results, memory, over = {}, [], threading.Event()
streams = threading.Thread(target=lambda: results.update(streams=asyncio.run(all_streams())))
watcher = threading.Thread(target=watch, args=(memory, over))
if arguments.pid:
    memory.append(megabytes(arguments.pid))
    watcher.start()
if arguments.streams:
    streams.start()
begin = time.monotonic()
answers = answers_of(lambda: post(None), arguments.clips)
rate = report("clips", answers, time.monotonic() - begin)
if arguments.streams:
    streams.join()
    latencies = [latency for one in results["streams"] for latency in one]
    print(f"{arguments.streams} streams, {len(latencies)} windows, from the end of a window's data: {quantiles(latencies)}")
if arguments.pid:
    over.set()
    watcher.join()
    memory.append(megabytes(arguments.pid))
    half = len(memory) // 2
    print(f"resident memory: {memory[0]} MB before, at most {max(memory[:half + 1])} MB in the first half and {max(memory[half:])} MB in the second, {memory[-1]} MB at the end")
if arguments.predict:
    predict(min(len(answers), 1000), rate)
