// Answers a clip with an exported model and onnxruntime-web in a page of a browser without a window; docs/export.md shows it.
//
//     npm install onnxruntime-web@VERSION
//     node tools/onnx/browser.mjs FILE.onnx CLIP.json NODE_MODULES [BROWSER]
//
// FILE.json and CLIP.json as in predict.mjs. NODE_MODULES is the folder in which npm put onnxruntime-web, BROWSER a browser of Chromium's kind.
import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {basename, dirname, extname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const [modelFile, clipFile, modules, browser = 'chromium'] = process.argv.slice(2);
const LONGEST = 120_000;
const TYPES = {'.mjs': 'text/javascript', '.wasm': 'application/wasm', '.json': 'application/json'};
const page = `<!doctype html><meta charset="utf-8"><title>Vavl</title><script type="module">
try {
    const ort = await import('/ort/ort.wasm.min.mjs');
    const {answer} = await import('/answer.mjs');
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = '/ort/';
    const file = new Uint8Array(await (await fetch('/model.onnx')).arrayBuffer());
    const model = await (await fetch('/model.json')).json();
    const clip = await (await fetch('/clip.json')).json();
    await fetch('/answer', {method: 'POST', body: JSON.stringify(await answer(ort, file, model, clip))});
} catch (error) {
    await fetch('/failure', {method: 'POST', body: String(error && error.stack || error)});
}
</script>`;

/** The files that the page asks for; of onnxruntime-web those of one folder alone. */
function place(path) {
    switch (path) {
        case '/answer.mjs': return fileURLToPath(new URL('./answer.mjs', import.meta.url));
        case '/model.onnx': return modelFile;
        case '/model.json': return modelFile.replace(/\.onnx$/, '.json');
        case '/clip.json': return clipFile;
        default: return dirname(path) === '/ort' ? join(modules, 'onnxruntime-web', 'dist', basename(path)) : undefined;
    }
}

const profile = await mkdtemp(join(tmpdir(), 'vavl-browser'));
let running;
const end = async code => {
    running?.kill();
    await rm(profile, {recursive: true, force: true, maxRetries: 5});
    process.exit(code);
};
const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    if (request.method === 'POST') {
        let body = '';
        for await (const piece of request) body += piece;
        response.end();
        (path === '/answer' ? console.log : console.error)(body);
        await end(path === '/answer' ? 0 : 1);
    }
    try {
        const file = place(path);
        response.setHeader('Content-Type', file ? TYPES[extname(file)] ?? 'application/octet-stream' : 'text/html');
        response.end(file ? await readFile(file) : page);
    } catch (error) {
        response.writeHead(404).end(String(error));
    }
});
server.listen(0, '127.0.0.1', () => {
    const address = `http://127.0.0.1:${server.address().port}/`;
    running = spawn(browser, ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, address], {stdio: 'ignore'});
    running.on('error', error => { console.error(`${browser} cannot be started: ${error.message}`); void end(1); });
});
setTimeout(() => { console.error(`no answer within ${LONGEST / 1000} s`); void end(1); }, LONGEST);
