// Talking to Retorno: the token of this page's memory, answers that are kept by their ETag, errors as people read them.

const kept = new Map(); // path → { etag, data }, so that asking again costs a 304
const session = { token: null, onEnd: () => {} };

/** What the API says is wrong: `status` 0 is no network. `fields` maps a field to its sentence. */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail || body.title || "Algo deu errado por aqui. Tente de novo em instantes.");
    this.status = status;
    this.title = body.title || "";
    this.fields = Object.fromEntries((body.errors || []).map((one) => [one.pointer || "", one.detail]));
    this.retryAfter = null;
  }

  get isOffline() {
    return this.status === 0;
  }
}

/** Start or (with null) end the session; nothing of it outlives the page. */
export function setToken(token) {
  session.token = token;
  kept.clear();
}

/** What to do when the API says that the session is over. */
export const onSessionEnd = (act) => { session.onEnd = act; };

/**
 * One call. `body` goes as JSON, or as it is when it is FormData, a Blob or URLSearchParams.
 * Resolves to { data, etag, status, headers }; rejects with a Problem.
 */
export async function call(method, path, { body, headers = {}, signal } = {}) {
  const known = method === "GET" ? kept.get(path) : undefined;
  const response = await reach(method, path, { body, headers, signal, known });
  if (response.status === 304) return { ...known, status: 304, headers: response.headers };
  const data = await read(response);
  if (!response.ok) throw failed(response, data);
  const etag = response.headers.get("ETag");
  if (method === "GET" && etag) keep(path, { etag, data });
  return { data, etag, status: response.status, headers: response.headers };
}

export const get = (path, options) => call("GET", path, options);
export const post = (path, body, headers) => call("POST", path, { body, headers });
export const put = (path, body, headers) => call("PUT", path, { body, headers });
export const patch = (path, body, etag) => call("PATCH", path, { body, headers: etag ? { "If-Match": etag } : {} });
export const remove = (path, headers) => call("DELETE", path, { headers });

/**
 * Write upon what was read of `path`, `write(etag)`. Where nothing that people see has changed since, by `seen(data)`,
 * it is written all the same, for Retorno saves too; else it rejects with a 412 that says `changed`.
 */
export async function writeUpon({ data, etag }, { path, seen, changed }, write) {
  try {
    return await write(etag);
  } catch (problem) {
    if (problem.status !== 412) throw problem;
    const fresh = await get(path);
    if (isSame(seen(fresh.data), seen(data))) return write(fresh.etag);
    throw new Problem(412, { detail: changed });
  }
}

/** Whether two JSON values say the same. */
export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** A key for one deliberate act: pressing twice, or again after a lost answer, does it once. */
export const newKey = () => crypto.randomUUID();

/** `/path?a=b` of the members that say something. */
export function address(path, query = {}) {
  const said = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return said.length ? `${path}?${new URLSearchParams(said)}` : path;
}

async function reach(method, path, { body, headers, signal, known }) {
  const all = { ...headers };
  if (session.token) all.Authorization = `Bearer ${session.token}`;
  if (known) all["If-None-Match"] = known.etag;
  const raw = body instanceof FormData || body instanceof Blob || body instanceof URLSearchParams;
  if (body !== undefined && !raw) all["Content-Type"] = "application/json";
  try {
    return await fetch(path, { method, headers: all, body: raw ? body : JSON.stringify(body), signal, cache: "no-store" });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem(0, { detail: "Sem conexão com o Retorno. Confira a internet; tentamos de novo sozinhos." });
  }
}

async function read(response) {
  const type = response.headers.get("Content-Type") || "";
  if (response.status === 204) return null;
  return type.includes("json") ? response.json() : response.text();
}

function failed(response, data) {
  const problem = new Problem(response.status, typeof data === "object" && data ? data : {});
  problem.retryAfter = response.headers.get("Retry-After");
  if (response.status === 401 && session.token) session.onEnd();
  return problem;
}

function keep(path, entry) {
  kept.delete(path);
  kept.set(path, entry);
  if (kept.size > 100) kept.delete(kept.keys().next().value);
}
