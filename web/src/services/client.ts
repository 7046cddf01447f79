import type { Problem } from "@/api/types";
import { connection } from "@/store/connection.svelte";
import { study } from "@/store/study.svelte";
import { lost, ProblemError } from "./problem";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a query may hold; null and undefined are left out. */
export type Query = Record<string, string | number | boolean | null | undefined>;

/** The path of something in the open study: `inStudy("codes", id)`. Each part is escaped. */
export function inStudy(...parts: string[]): string {
  if (study.id === null) throw new Error("no study is open");
  return ["/api/studies", encodeURIComponent(study.id), ...parts.map(encodeURIComponent)].join("/");
}

/** A path with its query. */
export function withQuery(path: string, query: Query): string {
  const wanted = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  if (wanted.length === 0) return path;
  return `${path}?${new URLSearchParams(wanted.map(([key, value]) => [key, String(value)])).toString()}`;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const said = (await response.json().catch(() => null)) as Partial<Problem> | null;
  if (response.status === 401 && study.id === null) connection.signedOut = true;
  return new ProblemError(response.status, {
    code: said?.code ?? `http-${response.status}`,
    message: said?.message ?? `the server answered ${response.status}`,
    hints: said?.hints ?? [],
  });
}

/** Sends one request. Throws ProblemError when the server says no or cannot be reached. */
export async function request(method: Method, path: string, body?: BodyInit | null, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { method, body: body ?? null, credentials: "same-origin", ...init });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === "AbortError") throw thrown;
    throw lost();
  }
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function json<T>(method: Method, path: string, value?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = value === undefined ? {} : { headers: { "content-type": "application/json" } };
  if (signal) init.signal = signal;
  const response = await request(method, path, value === undefined ? null : JSON.stringify(value), init);
  const text = await response.text();
  return (text === "" ? null : JSON.parse(text)) as T;
}

/** Requests that ask or that change no study. Changes to a study go through services/commands.ts. */
export const client = {
  get: <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> => json("GET", withQuery(path, query), undefined, signal),
  send: <T>(method: Exclude<Method, "GET">, path: string, value?: unknown): Promise<T> => json(method, path, value),
};

/** Saves what the server sends as a file, under the name that the server gives. */
export async function download(method: "GET" | "POST", path: string, value?: unknown, onBytes?: (bytes: number) => void, signal?: AbortSignal): Promise<string> {
  const init: RequestInit = value === undefined ? {} : { headers: { "content-type": "application/json" } };
  if (signal) init.signal = signal;
  const response = await request(method, path, value === undefined ? null : JSON.stringify(value), init);
  const blob = await readAll(response, onBytes);
  const name = fileName(response.headers.get("content-disposition")) ?? "themeloom";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}

async function readAll(response: Response, onBytes?: (bytes: number) => void): Promise<Blob> {
  if (!onBytes || !response.body) return response.blob();
  const chunks: BlobPart[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    chunks.push(next.value as BlobPart);
    bytes += next.value.byteLength;
    onBytes(bytes);
  }
  return new Blob(chunks, { type: response.headers.get("content-type") ?? "" });
}

/** The file name in a content-disposition header, or null. */
export function fileName(header: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="?([^";]+)"?/i.exec(header ?? "")?.[1] ?? null;
}
