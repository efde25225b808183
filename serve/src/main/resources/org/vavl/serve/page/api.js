/** Requests to the server. What it refuses is an Error with its one line. */

async function problem(response) {
  try {
    const body = await response.json();
    return new Error(body.detail ?? body.error ?? response.statusText);
  } catch {
    return new Error(`the server answered ${response.status} ${response.statusText}`);
  }
}

export async function getJson(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  if (!response.ok) throw await problem(response);
  return response.json();
}

/** Sends a recording, and gives the path of its job. */
export async function sendRecording(file, { model, person, signal }) {
  const query = new URLSearchParams({ model, person, segments: "windows" });
  const form = new FormData();
  form.append("file", file, file.name);
  const response = await fetch(`v1/recognitions?${query}`, {
    method: "POST", body: form, signal, headers: { Prefer: "respond-async" },
  });
  if (response.status !== 202) throw await problem(response);
  return response.headers.get("Location").replace(/^\//, "");
}

/** Follows a job to its end, which is done or an Error. */
export function followJob(job, onProgress) {
  return new Promise((resolve, reject) => {
    const events = new EventSource(`${job}/events`);
    const close = (then) => (event) => { events.close(); then(JSON.parse(event.data)); };
    events.addEventListener("running", (event) => onProgress(JSON.parse(event.data)));
    events.addEventListener("done", close(resolve));
    events.addEventListener("failed", close((state) => reject(new Error(state.problem.detail))));
    events.addEventListener("cancelled", close(() => reject(new Error("cancelled"))));
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) reject(new Error("the server does not answer any more"));
    });
  });
}

export async function forgetJob(job) {
  await fetch(job, { method: "DELETE" });
}
