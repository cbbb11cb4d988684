// @ts-check
// Does an editor complete what is imported, and show its documentation? rust-analyzer, in a session over its streams.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

const FOLDER = new URL("sample/", import.meta.url);
const FILE = new URL("src/lib.rs", FOLDER);
const TEXT = readFileSync(FILE, "utf8");

/** Generous: it reads the standard library first, on a machine that may have other work. */
const PATIENCE = 180_000; // ms

/** A session of the language server protocol. */
class Session {
  constructor() {
    this.child = spawn("rust-analyzer", [], { cwd: FOLDER, stdio: ["pipe", "pipe", "inherit"] });
    /** @type {Map<number, (answer: any) => void>} */
    this.waiting = new Map();
    this.next = 1;
    this.pending = Buffer.alloc(0);
    this.ready = new Promise((resolve, reject) => {
      this.becomesReady = resolve;
      this.child.once("error", reject);
      this.child.once("exit", (code) => reject(new Error(`rust-analyzer ended with ${code}`)));
    });
    this.child.stdout.on("data", (bytes) => this.receive(bytes));
  }

  /** @param {Buffer} bytes */
  receive(bytes) {
    this.pending = Buffer.concat([this.pending, bytes]);
    for (;;) {
      const end = this.pending.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.pending.toString("latin1", 0, end))?.[1]);
      if (this.pending.length < end + 4 + length) return;
      const message = JSON.parse(this.pending.toString("utf8", end + 4, end + 4 + length));
      this.pending = this.pending.subarray(end + 4 + length);
      this.handle(message);
    }
  }

  /** @param {any} message */
  handle(message) {
    if (message.method === "experimental/serverStatus" && message.params.quiescent) this.becomesReady?.(undefined);
    else if (message.method !== undefined && message.id !== undefined) this.send({ id: message.id, result: null });
    else if (message.id !== undefined) {
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    }
  }

  /** @param {object} message */
  send(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  /**
   * @param {string} method
   * @param {object} params
   * @returns {Promise<any>}
   */
  async request(method, params) {
    const id = this.next++;
    const answer = new Promise((resolve) => this.waiting.set(id, resolve));
    this.send({ id, method, params });
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  stop() {
    this.child.removeAllListeners("exit");
    this.child.kill();
  }
}

/** @type {Session} */
let session;

before(
  async () => {
    session = new Session();
    await session.request("initialize", {
      processId: process.pid,
      rootUri: FOLDER.href,
      workspaceFolders: [{ uri: FOLDER.href, name: "sample" }],
      capabilities: {
        experimental: { serverStatusNotification: true },
        textDocument: {
          hover: { contentFormat: ["markdown"] },
          completion: {
            completionItem: { documentationFormat: ["markdown"], resolveSupport: { properties: ["documentation"] } },
          },
        },
      },
      initializationOptions: { checkOnSave: false, cachePriming: { enable: false }, procMacro: { enable: false } },
    });
    session.send({ method: "initialized", params: {} });
    session.send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri: FILE.href, languageId: "rust", version: 1, text: TEXT } },
    });
    await session.ready;
  },
  { timeout: PATIENCE },
);

after(() => session?.stop());

/** The place above a comment that begins with `^`. @param {string} name */
function place(name) {
  const lines = TEXT.split("\n");
  const line = lines.findIndex((text) => text.includes(`^ ${name}`));
  return { textDocument: { uri: FILE.href }, position: { line: line - 1, character: lines[line].indexOf("^") } };
}

/** What an editor shows about the word at a place. @param {string} name */
async function hover(name) {
  const { contents } = await session.request("textDocument/hover", place(name));
  return contents.value;
}

/** What an editor offers at a place, by name; and the documentation of one of them. @param {string} name @param {string} wanted */
async function complete(name, wanted) {
  const answer = await session.request("textDocument/completion", place(name));
  const items = answer.items ?? answer;
  const item = items.find((/** @type {any} */ { label }) => label.startsWith(wanted));
  assert.ok(item, `${wanted} is not offered, but ${items.map((/** @type {any} */ { label }) => label).join(", ")}`);
  const resolved = await session.request("completionItem/resolve", item);
  return resolved.documentation?.value ?? "";
}

test("a_function_is_offered_with_its_documentation", { timeout: PATIENCE }, async () => {
  assert.match(await complete("function", "set_interval"), /^Calls `f` every `ms` milliseconds\./);
});

test("a_function_shows_its_signature_and_documentation", { timeout: PATIENCE }, async () => {
  const text = await hover("function");
  assert.match(text, /pub fn set_interval\(f: &Closure<dyn FnMut\(\)>, ms: u32\) -> f64/);
  assert.match(text, /Returns the timer's token\./);
});

test("methods_and_properties_of_a_type_are_offered", { timeout: PATIENCE }, async () => {
  assert.match(await complete("method", "scroll_into_view"), /^Moves the page until the element is in sight\./);
  assert.match(await complete("method", "text_content"), /^Its text, without markup\./);
});

test("a_method_shows_its_documentation", { timeout: PATIENCE }, async () => {
  assert.match(await hover("method"), /pub fn scroll_into_view\(&self\)[^]*Moves the page/);
});
