// A stand-in bot, the demo site under its strict policy, and Debian's Chromium; one of each per test file.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import assert from "node:assert/strict";
import AxeBuilderModule from "@axe-core/playwright";
import { chromium } from "playwright-core";

const AxeBuilder = AxeBuilderModule.default ?? AxeBuilderModule;
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PYTHON = process.env.PYTHON ?? join(ROOT, ".venv", "bin", "python");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export const states = [];
export const tools = {};
/** Rules that axe found something to look at for and passed, by the tag of their criterion. */
export const passed = new Map();
export const world = { chat: "", site: "", browser: null };

const freePort = () =>
  new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });

function python(...given) {
  const env = { ...process.env, PYTHONPATH: ROOT, PYTHONDONTWRITEBYTECODE: "1", TF_CPP_MIN_LOG_LEVEL: "3" };
  const child = spawn(PYTHON, ["-W", "ignore", "-m", ...given], { cwd: ROOT, env, stdio: ["ignore", "ignore", "pipe"] });
  child.said = "";
  child.stderr.on("data", (data) => (child.said = (child.said + data).slice(-4000)));
  return child;
}

async function answers(url, child) {
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`a server stopped while starting: ${child.said}`);
    const status = await fetch(url).then((reply) => reply.status, () => 0);
    if (status === 200) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`${url} does not answer`);
}

let bot;
let ports;
let folder;

export async function startBot() {
  bot = python("tests.channel.stand_in", "--port", String(ports.bot), "--folder", folder, "--site", world.site);
  await answers(`${world.chat}/health`, bot);
}

export async function stopBot() {
  const gone = new Promise((done) => bot.once("exit", done));
  bot.kill("SIGTERM");
  await gone;
}

/** Call in a test file: starts everything before its tests and stops it afterwards. */
export function withWorld() {
  let site;
  before(async () => {
    ports = { bot: await freePort(), site: await freePort() };
    folder = mkdtempSync(join(tmpdir(), "widget-"));
    world.chat = `http://127.0.0.1:${ports.bot}`;
    world.site = `http://127.0.0.1:${ports.site}`;
    site = python("launch.demo", "--site-only", "--site-port", String(ports.site), "--port", String(ports.bot), "--portal-keys", join(folder, "portals"));
    await Promise.all([startBot(), answers(`${world.site}/`, site)]);
    world.browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
    tools.chromium = world.browser.version();
  });
  after(async () => {
    await world.browser?.close();
    site?.kill("SIGTERM");
    if (bot?.exitCode === null) await stopBot();
    rmSync(folder, { recursive: true, force: true });
  });
}

// What a page did that it must not, and what a screen reader would be told, in order.
function watch() {
  globalThis.faults = [];
  globalThis.announced = [];
  addEventListener("securitypolicyviolation", (event) => faults.push(`${event.violatedDirective} ${event.blockedURI}`));
  const attach = Element.prototype.attachShadow;
  globalThis.shadowModes = [];
  const listen = (root) =>
    new MutationObserver((changes) => {
      for (const change of changes) {
        const region = (change.target.nodeType === 1 ? change.target : change.target.parentElement)?.closest("[role=log],[role=status],[role=alert]");
        if (!region || region.getAttribute("aria-live") === "off" || !region.checkVisibility()) continue;
        for (const node of change.addedNodes) {
          const text = (node.innerText ?? node.textContent).trim();
          if (text) announced.push(`${region.getAttribute("role")}: ${text.replace(/\s+/g, " ")}`);
        }
      }
    }).observe(root, { childList: true, subtree: true });
  listen(document);
  Element.prototype.attachShadow = function (given) {
    shadowModes.push(given.mode);
    const shadow = attach.call(this, { ...given, mode: "open" }); // closed to the host page; the tests and axe look inside
    listen(shadow);
    return shadow;
  };
}

/** Run a test body on a new browser context; afterwards no script error, no policy violation and no third party is allowed. */
export async function visit(address, body, { context: options = {}, allowed = [] } = {}) {
  const context = await world.browser.newContext({ viewport: { width: 1000, height: 900 }, locale: "nb-NO", ...options });
  const strangers = [];
  const errors = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:", "about:"].includes(url.protocol) && ![world.chat, world.site].includes(url.origin)) strangers.push(request.url());
  });
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/Failed to load resource|ERR_/.test(message.text())) errors.push(message.text());
  });
  try {
    await page.goto(address);
    await body(page, context);
    for (const frame of page.frames()) assert.deepEqual(await frame.evaluate(() => globalThis.faults ?? []).catch(() => []), allowed);
    assert.deepEqual(errors, []);
    assert.deepEqual(strangers, []);
  } finally {
    await context.close();
  }
}

export const field = (page) => page.getByLabel("Skriv meldingen din");
export const log = (page) => page.getByRole("log", { name: "Samtalen" });
export const answersIn = (page) => log(page).locator("li.theirs");

/** Write a message and wait for the reply, of two messages. */
export async function say(page, text) {
  const before = await answersIn(page).count();
  await field(page).fill(text);
  await page.keyboard.press("Enter");
  await answersIn(page).nth(before + 1).waitFor();
}

/** Open the chat on the demo site and wait for its greeting. */
export async function openWidget(page) {
  await page.getByRole("button", { name: "Spør veilederen" }).click();
  await page.getByRole("button", { name: "Jeg har fått et brev" }).waitFor();
}

/** Open the staff tool as from a portal: its server mints, its page hands the token over. */
export async function openStaff(page) {
  await page.goto(`${world.site}/ansatt.html`);
  await page.getByRole("button", { name: "Åpne veilederen for ansatte" }).click();
  await page.getByRole("heading", { name: "Veilederen for ansatte" }).waitFor();
}

export async function ready(page) {
  await page.getByRole("button", { name: "Jeg har fått et brev" }).waitFor();
}

/** Assert that axe finds nothing, and remember the state for the report. */
export async function accessible(page, state) {
  states.push(state);
  const found = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const told = found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  assert.deepEqual(told, [], state);
  assert.ok(found.passes.length > 5, `${state}: axe saw too little`);
  tools.axe = found.testEngine.version;
  for (const rule of found.passes) {
    for (const tag of rule.tags.filter((name) => /^wcag\d{3,4}$/.test(name))) passed.set(tag, (passed.get(tag) ?? new Set()).add(rule.id));
  }
}
