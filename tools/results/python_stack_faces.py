"""Faces of a video for tools/results/python_stack.py: found by BlazeFace, joined to tracks, cut out, described by the network over faces."""

import math

import cv2
import numpy as np
import onnxruntime

SEARCH, LOOK, BRIDGE, REMEMBERED = 0.3, 0.1, 0.3, 2  # seconds
SIDE, FACE, BATCH = 128, 48, 64  # BlazeFace's input and a crop in pixels, crops that are described at once
SAME = 0.3  # intersection over union of boxes of the same face
GRIDS = ((16, 2), (8, 6))
ANCHORS = [np.array([x + 0.5, y + 0.5]) / n for n, each in GRIDS for y in range(n) for x in range(n) for _ in range(each)]


def session(path, threads=0):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Sight:
    """Pictures to values of the face that is the largest for the longest. A face is an array: its box's edges, x and y of both eyes, its score."""

    def __init__(self, models, every):
        self.detector = session(models / "blazeface-short.onnx", 1)
        self.network = session(models / "faces.onnx")
        self.every = every

    def detect(self, picture, squares):
        """The faces in squares of a picture, which are x, y and side."""
        boxes, scores = self.detector.run(None, {"image": np.stack([square_input(picture, *s) for s in squares])})
        found = []
        for (x, y, side), values, logits in zip(squares, boxes / SIDE, scores[..., 0]):
            for i in np.flatnonzero(logits >= 0):
                middle, half = ANCHORS[i] + values[i, :2], values[i, 2:4] / 2
                places = [middle - half, middle + half, ANCHORS[i] + values[i, 4:6], ANCHORS[i] + values[i, 6:8]]
                found.append(np.concatenate([*([x, y] + side * place for place in places), [1 / (1 + math.exp(-logits[i]))]]))
        faces, left = [], sorted(found, key=lambda face: -face[-1])
        while left:
            same = [face for face in left if overlap(left[0], face) > SAME]
            left = [face for face in left if overlap(left[0], face) <= SAME]
            faces.append(np.average(same, axis=0, weights=[face[-1] for face in same]))
        return faces

    def tracks(self, pictures):
        """Of each face the pairs of a picture's number and the face there."""
        tracks, searched, looked = [], -math.inf, -math.inf
        for number, (seconds, picture) in enumerate(pictures):
            last = [track[-1][1] for track in tracks if seconds - pictures[track[-1][0]][0] <= REMEMBERED]
            if self.every or seconds - searched >= SEARCH - 1e-6:
                squares, searched, looked = everywhere(picture), seconds, seconds
            elif last and (seconds - looked >= LOOK - 1e-6 or number == len(pictures) - 1):
                squares, looked = [near(face) for face in last], seconds
            else:
                continue
            for face in self.detect(picture, squares):
                free = [track for track in tracks if track[-1][0] != number and overlap(track[-1][1], face) > SAME]
                if free:
                    max(free, key=lambda track: overlap(track[-1][1], face)).append((number, face))
                else:
                    tracks.append([(number, face)])
        return [track for track in tracks if len(track) >= min(3, len(pictures))]

    def __call__(self, pictures):
        """Values and validity of each picture, and the number of faces."""
        values, valid = np.zeros((len(pictures), 128), np.float32), np.zeros(len(pictures), bool)
        tracks = self.tracks(pictures)
        if tracks:
            main = max(tracks, key=lambda track: sum(area(face) for _, face in track))
            places = placed(main, [seconds for seconds, _ in pictures])
            crops = np.stack([crop(pictures[number][1], face) for number, face in places.items()])
            crops = crops.reshape(-1, 1, FACE * FACE).astype(np.float32)
            batches = [crops[i : i + BATCH] for i in range(0, len(crops), BATCH)]
            inputs = [{"features.visual": one, "valid.visual": np.ones((len(one), 1), bool)} for one in batches]
            values[list(places)] = np.concatenate([self.network.run(["embedding.visual"], one)[0] for one in inputs])
            valid[list(places)] = True
        return values, valid, len(tracks)


def square_input(picture, x, y, side):
    """A square of a picture as BlazeFace takes it, black where there is no picture."""
    height, width = picture.shape[:2]
    left, top = max(0, round(x)), max(0, round(y))
    right, bottom = min(width, round(x + side)), min(height, round(y + side))
    target, scale = np.full((SIDE, SIDE, 3), -1, np.float32), SIDE / side
    if right > left and bottom > top:
        columns, rows = (min(SIDE, max(1, round(pixels * scale))) for pixels in (right - left, bottom - top))
        column, row = min(SIDE - columns, round((left - x) * scale)), min(SIDE - rows, round((top - y) * scale))
        part = cv2.resize(picture[top:bottom, left:right], (columns, rows), interpolation=cv2.INTER_AREA)
        target[row : row + rows, column : column + columns] = part / 127.5 - 1
    return target.transpose(2, 0, 1)


def everywhere(picture):
    """The whole picture, and overlapping squares of its shorter side."""
    height, width = picture.shape[:2]
    shorter, longer = sorted((height, width))
    count = math.ceil((longer - shorter / 4) / (shorter * 3 / 4))
    begins = [i * (longer - shorter) / (count - 1) for i in range(count)] if 1 < count <= 8 else []
    parts = [(begin, 0, shorter) if width > height else (0, begin, shorter) for begin in begins]
    return [((width - longer) / 2, (height - longer) / 2, longer), *parts]


def near(face):
    side = 2.5 * max(face[2] - face[0], face[3] - face[1])
    return (face[0] + face[2] - side) / 2, (face[1] + face[3] - side) / 2, side


def area(face):
    return max(0, face[2] - face[0]) * max(0, face[3] - face[1])


def overlap(one, other):
    shared = area([*np.maximum(one[:2], other[:2]), *np.minimum(one[2:4], other[2:4])])
    return shared / (area(one) + area(other) - shared)


def placed(track, seconds):
    """The track's face by picture, between detections on the straight line from one to the next."""
    places = {}
    for (number, face), (later, then) in zip(track, [*track[1:], track[-1]]):
        places[number] = face
        for between in range(number + 1, later) if seconds[later] - seconds[number] <= BRIDGE + 1e-6 else []:
            share = (seconds[between] - seconds[number]) / (seconds[later] - seconds[number])
            places[between] = face * (1 - share) + then * share
    return places


def crop(picture, face):
    """Eyes at 0.3 and 0.7 of the width and 0.36 of the height; a large face is drawn larger first, so that no pixel is passed over."""
    (x, y), (dx, dy) = (face[4:6] + face[6:8]) / 2, face[6:8] - face[4:6]
    distance = max(1, math.hypot(dx, dy))
    times = min(8, max(1, math.ceil(distance / (0.4 * FACE))))
    a, b = 0.4 * FACE * times * dx / distance**2, 0.4 * FACE * times * dy / distance**2
    column, row = 0.5 * FACE * times + (times - 1) / 2, 0.36 * FACE * times + (times - 1) / 2
    matrix = np.array([[a, b, column - a * x - b * y], [-b, a, row + b * x - a * y]])
    drawn = cv2.warpAffine(picture, matrix, (times * FACE, times * FACE), borderMode=cv2.BORDER_REPLICATE)
    return cv2.resize(cv2.cvtColor(drawn, cv2.COLOR_RGB2GRAY), (FACE, FACE), interpolation=cv2.INTER_AREA)
