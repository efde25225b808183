// Answers a clip with an exported model and onnxruntime-web, in Node as in a browser; docs/export.md shows it.
//
//     npm install onnxruntime-web@VERSION
//     node tools/onnx/predict.mjs FILE.onnx CLIP.json
//
// CLIP.json has of each modality that the clip has {"frames": [[...], ...], "valid": [true, ...]}. What the file says beside the graph cannot be
// read by onnxruntime-web; MODEL.json beside it is what vavl info --format json prints.
import {readFile} from 'node:fs/promises';
import * as ort from 'onnxruntime-web';

const [modelFile, clipFile] = process.argv.slice(2);
const model = JSON.parse(await readFile(modelFile.replace(/\.onnx$/, '.json'), 'utf8'));
const clip = JSON.parse(await readFile(clipFile, 'utf8'));
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(await readFile(modelFile), {executionProviders: ['wasm']});

const inputs = {};
for (const {name, width} of model.modalities) {
    // a modality that the clip lacks: one frame, which is not valid
    const {frames, valid} = clip[name] ?? {frames: [new Array(width).fill(0)], valid: [false]};
    inputs[`features.${name}`] = new ort.Tensor('float32', Float32Array.from(frames.flat()), [1, frames.length, width]);
    inputs[`valid.${name}`] = new ort.Tensor('bool', Uint8Array.from(valid, Number), [1, frames.length]);
}
const answers = await session.run(inputs);
const heads = model.onnx.heads.filter(head => head.modalities.every(name => name in clip));
console.log(JSON.stringify(Object.fromEntries(heads.map(({name}) => [name, Array.from(answers[`head.${name}`].data)]))));
