// Answers a clip with an exported model and onnxruntime-web in Node; docs/export.md shows it.
//
//     npm install onnxruntime-web@VERSION
//     node tools/onnx/predict.mjs FILE.onnx CLIP.json
//
// answer.mjs says what CLIP.json has; FILE.json beside FILE.onnx is what `vavl info FILE.onnx --format json` prints.
import {readFile} from 'node:fs/promises';
import * as ort from 'onnxruntime-web';
import {answer} from './answer.mjs';

const [modelFile, clipFile] = process.argv.slice(2);
const model = JSON.parse(await readFile(modelFile.replace(/\.onnx$/, '.json'), 'utf8'));
const clip = JSON.parse(await readFile(clipFile, 'utf8'));
ort.env.wasm.numThreads = 1;
console.log(JSON.stringify(await answer(ort, await readFile(modelFile), model, clip)));
