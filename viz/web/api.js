// Calls to the server, by addresses relative to the page, so that the explorer also works under a path prefix.

/** What the server refused: status (0 when it was not reached), message fit to be shown, line of a query fault. */
export class ApiError extends Error {
  constructor(status, message, line = null) {
    super(message);
    this.status = status;
    this.line = line;
  }
}

async function request(address, options = {}) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, "");
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response) {
  const text = await response.text();
  let message = text;
  try {
    const problem = JSON.parse(text);
    message = problem.detail ?? problem.title ?? text;
  } catch {
    // a plain text answer, as the SPARQL protocol gives
  }
  const place = /line\s+(\d+)|第\s*(\d+)\s*行|\b(\d+):\d+\b/i.exec(message);
  const line = place ? Number(place[1] ?? place[2] ?? place[3]) : null;
  return new ApiError(response.status, String(message).slice(0, 600), line);
}

const segment = (id) => encodeURIComponent(id);

function query(parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, value);
  }
  const text = search.toString();
  return text ? `?${text}` : "";
}

const get = async (address, signal) => (await request(`api/v1/${address}`, { signal })).json();

export const ontology = () => get("ontology");
export const stats = () => get("stats");
export const questions = () => get("queries");
export const question = (name, values) => get(`queries/${segment(name)}${query(values)}`);
export const options = (name) => get(`queries/options/${segment(name)}`);
export const search = (q, { type, limit, cursor } = {}, signal) =>
  get(`search${query({ q, type, limit, cursor })}`, signal);
export const entity = (id) => get(`entities/${segment(id)}`);
export const related = (id, parameters) => get(`entities/${segment(id)}/related${query(parameters)}`);
export const paths = (from, to, parameters) => get(`paths${query({ from, to, ...parameters })}`);
export const similar = (id, limit) => get(`entities/${segment(id)}/similar${query({ limit })}`);
export const chains = (lens) => get(`chains${query({ lens })}`);
export const chain = (id, lens) => get(`chains/${segment(id)}${query({ lens })}`);
export const compare = (parks) => get(`compare?${parks.map((id) => `id=${segment(id)}`).join("&")}`);
export const statement = (id) => get(`statements/${segment(id)}`);
export const document_ = (id) => get(`documents/${segment(id)}`);

/** Read a pasted text: the list of articles that `kg extract` gives. Nothing is stored. */
export async function extract(text) {
  const options = { method: "POST", headers: { "Content-Type": "text/plain; charset=utf-8" }, body: text };
  return (await request("api/v1/extract", options)).json();
}

/** Run a SPARQL query; accept names the wanted media types. Gives {type, text}. */
export async function sparql(text, accept, signal) {
  const options = { method: "POST", headers: { Accept: accept }, body: new URLSearchParams({ query: text }), signal };
  const response = await request("sparql", options);
  return { type: response.headers.get("Content-Type") ?? "", text: await response.text() };
}
