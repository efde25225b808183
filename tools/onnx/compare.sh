#!/bin/sh
# Asks Vavl, ONNX Runtime in Python and onnxruntime-web in Node for the same clip and compares what every head says.
#
#     tools/onnx/compare.sh PYTHON NODE_MODULES [MODEL]
#
# PYTHON is one with onnx, onnxruntime and numpy (check.py says which versions), NODE_MODULES a folder in which onnxruntime-web 1.30.0 is installed;
# MODEL a model file for classes, by default the built-in one. VAVL is the command; default: ./vavl.
set -eu
python=$1
modules=$(cd "$2" && pwd)
model=${3:-models/src/main/resources/org/vavl/models/emotion.safetensors}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

${VAVL:-./vavl} export "$model" --out "$work/model.onnx"
${VAVL:-./vavl} info "$work/model.onnx" --format json > "$work/model.json"
"$python" "$here/check.py" "$work/model.onnx"
"$python" - "$work" <<'PYTHON'
import json, sys, numpy
work = sys.argv[1]
generator, clip = numpy.random.default_rng(3), {}
for modality in json.load(open(f"{work}/model.json"))["modalities"]:
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
cp "$here/predict.mjs" "$work/predict.mjs"
ln -s "$modules/node_modules" "$work/node_modules"
node "$work/predict.mjs" "$work/model.onnx" "$work/clip.json" > "$work/node.json"
${VAVL:-./vavl} predict --model "$work/model.onnx" $options --format json > "$work/vavl.json"
"$python" - "$work" <<'PYTHON'
import json, sys, numpy, onnx
work = sys.argv[1]
metadata = {entry.key: entry.value for entry in onnx.load(f"{work}/model.onnx").metadata_props}
temperatures = json.loads(metadata.get("vavl.calibration", "{}"))
python, node, vavl = (json.load(open(f"{work}/{name}.json")) for name in ("python", "node", "vavl"))
vavl = vavl[0]["heads"]
if not python or not python.keys() == node.keys() == vavl.keys():
    sys.exit(f"other heads: {python.keys()}, {node.keys()}, {vavl.keys()}")
for head, logits in python.items():
    inNode = abs(numpy.array(logits) - numpy.array(node[head])).max()
    scaled = numpy.array(logits) / temperatures.get(head, 1)
    probabilities = numpy.exp(scaled - scaled.max())
    inVavl = abs(probabilities / probabilities.sum() - numpy.array(list(vavl[head].values()))).max()
    print(f"{head}: logits in Python and Node differ by {inNode:.1e}, probabilities in Python and Vavl by {inVavl:.1e}")
    if max(inNode, inVavl) > 1e-5:
        sys.exit("more than 1e-5")
PYTHON
