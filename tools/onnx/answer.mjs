// What an exported model says of a clip, with onnxruntime-web; the same in Node and in a page.

/**
 * Answers a clip.
 *
 * @param ort onnxruntime-web
 * @param file the bytes of FILE.onnx
 * @param model what `vavl info FILE.onnx --format json` prints: onnxruntime-web shows none of the metadata that the file has
 * @param clip of each modality that the clip has, {"frames": [[...], ...], "valid": [true, ...]}, the frames as `vavl extract` writes them
 * @return the logits of each head whose modalities are there
 */
export async function answer(ort, file, model, clip) {
    const session = await ort.InferenceSession.create(file, {executionProviders: ['wasm']});
    const inputs = {};
    for (const {name, width} of model.modalities) {
        // a modality that the clip lacks: one frame, which is not valid
        const {frames, valid} = clip[name] ?? {frames: [new Array(width).fill(0)], valid: [false]};
        inputs[`features.${name}`] = new ort.Tensor('float32', Float32Array.from(frames.flat()), [1, frames.length, width]);
        inputs[`valid.${name}`] = new ort.Tensor('bool', Uint8Array.from(valid, Number), [1, frames.length]);
    }
    const outputs = await session.run(inputs);
    const heads = model.onnx.heads.filter(head => head.modalities.every(name => name in clip));
    return Object.fromEntries(heads.map(({name}) => [name, Array.from(outputs[`head.${name}`].data)]));
}
