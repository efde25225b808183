/** Shows what /openapi.json describes, and has it tried. */
import { getJson } from "./api.js";
import { ask } from "./request.js";
import { element } from "./text.js";

const METHODS = ["get", "post", "put", "patch", "delete"];
const $ = (id) => document.getElementById(id);
let api = null;

/** What a reference stands for, and all within it; references that go round do not come here. */
function resolved(value) {
  if (Array.isArray(value)) return value.map(resolved);
  if (value === null || typeof value !== "object") return value;
  if (value.$ref) return resolved(value.$ref.slice(2).split("/").reduce((part, name) => part[name], api));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolved(part)]));
}

function field(id, parameter) {
  const { schema = {}, name, required } = parameter;
  const choices = schema.enum ?? (schema.type === "boolean" ? ["false", "true"] : null);
  const input = choices
    ? element("select", { id }, ...["", ...choices].map((value) => element("option", { value }, value || "–")))
    : element("input", { id, type: schema.type === "number" ? "number" : "text", ...(schema.type === "number" ? { step: "any" } : {}) });
  if (required) input.required = true;
  const isMany = schema.type === "array";
  if (isMany) input.placeholder = "several are separated by spaces";
  const what = [parameter.in, required ? "needed" : "", schema.default !== undefined ? `default ${schema.default}` : ""].filter(Boolean).join(", ");
  const row = element("div", { class: "field" },
    element("label", { for: id }, element("code", {}, name), ` (${what})`), input, element("p", { class: "soft" }, parameter.description ?? ""));
  return { row, values: () => (input.value === "" ? [] : isMany ? input.value.trim().split(/\s+/) : [input.value]), parameter };
}

function bodyField(id, body) {
  const types = Object.keys(body.content);
  const takesFile = types.some((type) => type.startsWith("multipart/"));
  const input = takesFile ? element("input", { id, type: "file" }) : element("textarea", { id, rows: "8", spellcheck: "false" });
  if (body.required) input.required = true;
  const row = element("div", { class: "field" }, element("label", { for: id }, takesFile ? "file (needed)" : "body, as JSON (needed)"), input);
  return { row, takesFile, value: () => (takesFile ? input.files[0] : input.value) };
}

function answers(responses) {
  const rows = Object.entries(responses).map(([status, response]) => element("tr", {},
    element("th", { scope: "row" }, status === "default" ? "else" : status), element("td", {}, response.description),
    element("td", {}, Object.keys(response.content ?? {}).join(", "))));
  const schemas = Object.entries(responses).flatMap(([status, response]) => Object.entries(response.content ?? {})
    .filter(([, { schema }]) => schema?.properties || schema?.items)
    .map(([type, { schema }]) => element("details", { class: "schema" }, element("summary", {}, `Schema of ${status === "default" ? "else" : status}, ${type}`),
      element("pre", { tabindex: "0" }, JSON.stringify(schema, null, 2)))));
  return [element("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Answers" }, element("table", {},
    element("thead", {}, element("tr", {}, ...["Answer", "What it is", "As"].map((name) => element("th", { scope: "col" }, name)))),
    element("tbody", {}, ...rows))), ...schemas];
}

function operation(path, method, described) {
  const id = described.operationId;
  const fields = (described.parameters ?? []).map((parameter, i) => field(`${id}-${i}`, parameter));
  const body = described.requestBody ? bodyField(`${id}-body`, described.requestBody) : null;
  const result = element("div", { class: "answered", "aria-live": "polite" });
  const send = element("button", { type: "submit" }, "Send");
  const form = element("form", {}, ...fields.map(({ row }) => row), ...(body ? [body.row] : []), send);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    await ask(result, { path, method: method.toUpperCase(), fields, body });
    send.disabled = false;
  });
  return element("details", { class: "operation", id },
    element("summary", {}, element("strong", { class: "method" }, method.toUpperCase()), " ", element("code", {}, path), " ", element("span", { class: "soft" }, described.summary ?? "")),
    element("p", {}, described.description ?? ""), form, result, ...answers(described.responses));
}

function group({ name, description }) {
  const operations = Object.entries(api.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method]?.tags?.includes(name))
    .map((method) => operation(path, method, resolved({ ...item[method], parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])] }))));
  return element("section", { "aria-labelledby": `tag-${name}` }, element("h2", { id: `tag-${name}` }, description), ...operations);
}

async function start() {
  try {
    api = await getJson("openapi.json");
    $("title").textContent = `${api.info.title}: ${api.info.summary}`;
    $("description").textContent = api.info.description;
    $("operations").replaceChildren(...api.tags.map(group));
    document.getElementById(location.hash.slice(1))?.setAttribute("open", "");
  } catch (error) {
    $("error").textContent = error.message;
    $("error").hidden = false;
  }
  document.documentElement.dataset.ready = "true";
}

start();
