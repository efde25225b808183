#!/bin/sh
# Asks Vavl, ONNX Runtime in Python and onnxruntime-web in Node and in Chromium for the same clip and compares what every head says.
#
#     tools/onnx/compare.sh PYTHON NODE_MODULES [MODEL [RECORDING]]
#
# PYTHON is one with onnx, onnxruntime and numpy (check.py says which versions), NODE_MODULES a folder in which onnxruntime-web 1.30.0 is installed;
# MODEL a model file or an exported file for classes, by default the built-in one. The clip's features are those that vavl extract makes of the recording for
# the built-in model, or random ones. VAVL is the command, BROWSER a browser of Chromium's kind; default: ./vavl and chromium.
set -eu
python=$1
modules=$(cd "$2" && pwd)
model=${3:-models/src/main/resources/org/vavl/models/emotion.onnx}
recording=${4:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case $model in
    *.onnx) cp "$model" "$work/model.onnx" ;;
    *) ${VAVL:-./vavl} export "$model" --out "$work/model.onnx" ;;
esac
${VAVL:-./vavl} info "$work/model.onnx" --format json > "$work/model.json"
"$python" "$here/check.py" "$work/model.onnx"
if [ -n "$recording" ]; then
    # Features of the built-in model's extractors, from which it knows how they were made.
    ${VAVL:-./vavl} extract "$recording" --out "$work/extracted" --acoustic whisper --acoustic block=4 --acoustic frameRate=10 \
        --speech-activity silero --visual face-model
fi
"$python" - "$work" <<'PYTHON'
import glob, json, sys, numpy
work = sys.argv[1]
generator, clip = numpy.random.default_rng(3), {}
for modality in json.load(open(f"{work}/model.json"))["modalities"]:
    extracted = glob.glob(f"{work}/extracted/{modality['name']}/*.npy")
    if glob.glob(f"{work}/extracted") and not extracted:
        sys.exit(f"vavl extract gave no {modality['name']} features")
    if extracted:
        features = numpy.load(extracted[0]).astype(numpy.float32)
        valid = ~numpy.isnan(features).all(axis=1)
        features[~valid] = 0
    else:
        features = generator.standard_normal((40, modality["width"]), dtype=numpy.float32)
        valid = generator.random(40) < 0.8
    clip[modality["name"]] = {"frames": features.tolist(), "valid": valid.tolist()}
    features[~valid] = numpy.nan
    numpy.save(f"{work}/{modality['name']}.npy", features)
json.dump(clip, open(f"{work}/clip.json", "w"))
PYTHON
names=$("$python" -c "import json; print(*[m['name'] for m in json.load(open('$work/model.json'))['modalities']])")
given=; options=
for name in $names; do
    given="$given $name=$work/$name.npy"
    options="$options --features $name=$work/$name.npy"
done
"$python" "$here/predict.py" "$work/model.onnx" $given > "$work/python.json"
cp "$here/predict.mjs" "$here/answer.mjs" "$work/"
ln -s "$modules/node_modules" "$work/node_modules"
node "$work/predict.mjs" "$work/model.onnx" "$work/clip.json" > "$work/node.json"
node "$here/browser.mjs" "$work/model.onnx" "$work/clip.json" "$modules/node_modules" "${BROWSER:-chromium}" > "$work/browser.json"
${VAVL:-./vavl} predict --model "$work/model.onnx" $options --format json > "$work/vavl.json"
"$python" - "$work" <<'PYTHON'
import json, sys, numpy, onnx
work = sys.argv[1]
metadata = {entry.key: entry.value for entry in onnx.load(f"{work}/model.onnx").metadata_props}
calibration = json.loads(metadata.get("vavl.calibration", "{}"))
states = json.loads(metadata.get("vavl.confidence", '{"temperatures": []}'))["temperatures"]
clip = json.load(open(f"{work}/clip.json"))
python, node, browser, vavl = (json.load(open(f"{work}/{name}.json")) for name in ("python", "node", "browser", "vavl"))
vavl = vavl[0]["heads"]
if not python or not python.keys() == node.keys() == browser.keys() == vavl.keys():
    sys.exit(f"other heads: {python.keys()}, {node.keys()}, {browser.keys()}, {vavl.keys()}")


def temperature(head):
    """Of a head for what the clip has, which goes before that of the head alone."""
    for state in states:
        if state["head"] == head and set(state["modalities"]) == set(clip):
            shares = {name: numpy.mean(clip[name]["valid"]) ** -power for name, power in state["exponents"].items()}
            return state["temperature"] * numpy.prod(list(shares.values()))
    return calibration.get(head, 1)


for head, logits in python.items():
    inNode = abs(numpy.array(logits) - numpy.array(node[head])).max()
    inBrowser = abs(numpy.array(logits) - numpy.array(browser[head])).max()
    scaled = numpy.array(logits) / temperature(head)
    probabilities = numpy.exp(scaled - scaled.max())
    inVavl = abs(probabilities / probabilities.sum() - numpy.array(list(vavl[head].values()))).max()
    print(f"{head}: logits in Python and Node differ by {inNode:.1e}, in Python and the browser by {inBrowser:.1e}, probabilities in Python and Vavl by {inVavl:.1e}")
    if max(inNode, inBrowser, inVavl) > 1e-5:
        sys.exit("more than 1e-5")
PYTHON
