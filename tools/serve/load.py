#!/usr/bin/env python3
"""Loads a server: clips by some clients at once, and live streams of sound beside them; says how long answers took and what failed.

    python3 -m venv venv && venv/bin/pip install 'requests==2.34.2' 'websockets==17.4'
    venv/bin/python tools/serve/load.py http://127.0.0.1:8080 CLIP.wav --clips 1000 --clients 16 --streams 8 --minutes 10

The clip's sound is what the streams send, so it is a WAV file of 16-bit mono samples.
"""
import argparse
import asyncio
import json
import statistics
import struct
import threading
import time
import wave
from concurrent.futures import ThreadPoolExecutor

import requests
import websockets

parser = argparse.ArgumentParser()
parser.add_argument("server")
parser.add_argument("clip")
parser.add_argument("--clips", type=int, default=1000)
parser.add_argument("--clients", type=int, default=16)
parser.add_argument("--streams", type=int, default=8)
parser.add_argument("--minutes", type=float, default=10)
parser.add_argument("--token")
arguments = parser.parse_args()
headers = {"Authorization": f"Bearer {arguments.token}"} if arguments.token else {}
local = threading.local()
content = open(arguments.clip, "rb").read()


def post(_):
    session = getattr(local, "session", None) or requests.Session()
    local.session = session
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


results = {}
streams = threading.Thread(target=lambda: results.update(streams=asyncio.run(all_streams())))
if arguments.streams:
    streams.start()
begin = time.monotonic()
with ThreadPoolExecutor(arguments.clients) as pool:
    answers = list(pool.map(post, range(arguments.clips)))
took = time.monotonic() - begin
failed = [status for status, _ in answers if status != 200]
print(f"{len(answers)} clips, {len(failed)} failed, {len(answers) / took:.2f} clips/s, {quantiles([t for _, t in answers])}")
if arguments.streams:
    streams.join()
    latencies = [latency for one in results["streams"] for latency in one]
    print(f"{arguments.streams} streams, {len(latencies)} windows, from the end of a window's data: {quantiles(latencies)}")
