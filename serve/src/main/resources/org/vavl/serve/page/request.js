/** Sends a request that somebody filled in, and shows what was answered, as it comes. */
import { element } from "./text.js";

const MOST_SHOWN = 100_000;
const BINARY = /^(audio|video|image)\/|octet-stream/;

function address(path, fields) {
  const of = (place) => fields.filter(({ parameter }) => parameter.in === place)
    .flatMap(({ parameter, values }) => values().map((value) => [parameter.name, value]));
  const filled = of("path").reduce((text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)), path);
  const query = new URLSearchParams(of("query")).toString();
  return { url: filled + (query ? `?${query}` : ""), headers: Object.fromEntries(of("header")) };
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The same for a terminal. */
function curl(method, url, headers, body) {
  const parts = ["curl"];
  if (method !== "GET" && !body) parts.push("-X", method);
  for (const [name, value] of Object.entries(headers)) parts.push("-H", quoted(`${name}: ${value}`));
  if (body?.takesFile) parts.push("-F", quoted(`file=@${body.value()?.name ?? "clip.mp4"}`));
  else if (body) parts.push("-H", quoted("Content-Type: application/json"), "--data", quoted(body.value()));
  return [...parts, quoted(new URL(url, location.href).href)].join(" ");
}

function content(body) {
  if (!body) return {};
  if (!body.takesFile) return { body: body.value(), type: { "Content-Type": "application/json" } };
  const form = new FormData();
  form.append("file", body.value());
  return { body: form };
}

function shown(text, type) {
  if (!type.includes("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function show(response, text) {
  const type = response.headers.get("Content-Type") ?? "";
  if (BINARY.test(type)) {
    text.textContent = `${(await response.arrayBuffer()).byteLength} bytes of ${type}`;
    return;
  }
  const decoder = new TextDecoder();
  let all = "";
  for (let reader = response.body.getReader(), next = await reader.read(); !next.done; next = await reader.read()) {
    all += decoder.decode(next.value, { stream: true });
    text.textContent = all.slice(0, MOST_SHOWN);
    if (all.length > MOST_SHOWN) {
      reader.cancel();
      text.textContent += "\n… and more";
      return;
    }
  }
  text.textContent = shown(all, type);
}

export async function ask(result, { path, method, fields, body }) {
  const { url, headers } = address(path, fields);
  const text = element("pre", { tabindex: "0", class: "body" });
  const status = element("p", {}, "…");
  result.replaceChildren(element("h3", {}, "As a command"), element("pre", { tabindex: "0" }, curl(method, url, headers, body)),
    element("h3", {}, "Answer"), status, text);
  const begin = performance.now();
  try {
    const { body: sent, type = {} } = content(body);
    const response = await fetch(url, { method, headers: { ...headers, ...type }, body: sent });
    const location = response.headers.get("Location");
    status.textContent = `${response.status} ${response.statusText}, ${response.headers.get("Content-Type") ?? "nothing"}`
      + `, after ${Math.round(performance.now() - begin)} ms${location ? `; Location: ${location}` : ""}`;
    await show(response, text);
  } catch (error) {
    status.textContent = `no answer: ${error.message}`;
  }
}
