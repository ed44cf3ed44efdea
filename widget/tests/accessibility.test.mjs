import { after, afterEach, test } from "node:test";
import { writeFileSync } from "node:fs";
import assert from "node:assert/strict";
import { accessible, answersIn, field, log, openWidget, ready, say, states, tools, visit, withWorld, world } from "./support.mjs";

withWorld();
let failed = false;
afterEach((context) => (failed ||= context.passed === false));

const onSite = (body, options) => visit(`${world.site}/`, body, options);
const onPage = (body, options) => visit(`${world.chat}/chat?portal=demo`, body, options);

test("closed", () => onSite(async (page) => {
  await page.getByRole("button", { name: "Spør veilederen" }).waitFor();
  await accessible(page, "closed");
}));

test("open, with the first choices", () => onSite(async (page) => {
  await openWidget(page);
  await accessible(page, "open");
}));

test("typing", () => onSite(async (page) => {
  await openWidget(page);
  await field(page).fill("treg");
  await page.keyboard.press("Enter");
  await page.getByRole("status").filter({ hasText: "skriver" }).waitFor();
  await accessible(page, "typing");
}));

test("answer with choices, sources and feedback", () => onSite(async (page) => {
  await openWidget(page);
  await say(page, "hei");
  await page.getByText("Kilder (1)").click();
  await page.getByRole("button", { name: "Nei, svaret hjalp ikke" }).click();
  await page.getByText("Flere valg").click();
  await accessible(page, "answer");
}));

test("plan table, step, documents, staff, urgent, Arabic", () => onPage(async (page) => {
  await ready(page);
  for (const text of ["plan", "steg", "vedlegg", "ansatt", "haster", "arabisk"]) await say(page, text);
  await accessible(page, "kinds of answers");
  const table = page.getByRole("table", { name: "Nedbetalingsplan" });
  assert.equal(await table.getByRole("rowheader").count(), 5);
  assert.equal(await table.getByRole("columnheader").count(), 2);
  assert.equal(await page.getByText("Spørsmål 2 av 5").count(), 1);
  assert.equal(await answersIn(page).locator("[dir=rtl][lang=ar]").count(), 1);
}));

test("error and offline", () => onSite(async (page, context) => {
  await openWidget(page);
  await context.setOffline(true);
  await field(page).fill("hei");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Prøv igjen" }).waitFor();
  await accessible(page, "offline");
  await context.setOffline(false);
}));

test("asking before deletion", () => onSite(async (page) => {
  await openWidget(page);
  await page.getByRole("button", { name: "Slett samtalen" }).click();
  await accessible(page, "deletion");
}));

test("a message that is too long", () => onPage(async (page) => {
  await ready(page);
  await field(page).fill("a".repeat(2001));
  await accessible(page, "too long");
}));

for (const [name, options] of Object.entries({
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "forced colours in the dark": { forcedColors: "active", colorScheme: "dark" },
  "reduced motion": { reducedMotion: "reduce" },
  "320 px": { viewport: { width: 320, height: 640 } },
  "400 % of 1280 by 1024": { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
})) {
  for (const [where, address] of [["site", () => `${world.site}/`], ["page", () => `${world.chat}/chat?portal=demo`]]) {
    test(`${name}, ${where}`, () => visit(address(), async (page) => {
      await (where === "site" ? openWidget(page) : ready(page));
      await say(page, "plan");
      await accessible(page, `${name}, ${where}`);
      const sideways = await page.evaluate(() => {
        const host = document.querySelector("digital-veileder").shadowRoot;
        const boxes = [document.documentElement, ...host.querySelectorAll(".panel, .log, .foot, form")];
        return boxes.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => `${box.localName}.${box.className} ${box.scrollWidth}>${box.clientWidth}`);
      });
      assert.deepEqual(sideways, [], "scrolls sideways");
      await field(page).scrollIntoViewIfNeeded();
      assert.ok(await field(page).isVisible());
    }, { context: options }));
  }
}

test("text at twice the size keeps everything in view", () => onSite(async (page) => {
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  await openWidget(page);
  await say(page, "plan");
  for (const name of ["Send", "Start på nytt", "Slett samtalen", "Snakk med et menneske"]) {
    const button = page.getByRole("button", { name, exact: true });
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 1000, name);
  }
}));

test("every button is at least 44 px high and wide", () => onSite(async (page) => {
  await openWidget(page);
  await say(page, "ansatt");
  await page.getByText("Flere valg").click();
  for (const button of await page.getByRole("button").all()) {
    const box = await button.boundingBox();
    assert.ok(box.height >= 44 && box.width >= 44, `${await button.innerText()}: ${box.width} x ${box.height}`);
  }
}));

test("the page without JavaScript", () => visit(`${world.chat}/chat/enkel?portal=demo&topic=varsel`, async (page) => {
  await accessible(page, "plain, first");
  await page.getByLabel("Skriv meldingen din").fill("plan");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("table", { name: "Nedbetalingsplan" }).waitFor();
  await accessible(page, "plain, answer");
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
}, { context: { javaScriptEnabled: true, viewport: { width: 320, height: 640 } } }));

test("the site and its frame", () => visit(`${world.site}/ramme.html`, async (page) => {
  await page.frameLocator("iframe").getByRole("button", { name: "Jeg har fått et brev" }).waitFor();
  await accessible(page, "frame");
}));

test("print shows the whole talk and no controls", () => onPage(async (page) => {
  await ready(page);
  for (const text of ["plan", "hei", "steg"]) await say(page, text);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("textbox").count(), 0);
  assert.equal(await page.getByRole("button").count(), 0);
  const log_box = await log(page).evaluate((node) => node.scrollHeight <= node.clientHeight + 1);
  assert.ok(log_box, "the log is cut");
}));

// `make accessibility` writes what the municipality's own statement can lean on; only a run without failures gets here whole.
after(() => {
  if (!process.env.REPORT || failed) return;
  const lines = [
    "# Accessibility of the chat: what was tested",
    "",
    "Input to the accessibility statement that each municipality publishes for itself (uustatus.no). Written by `make accessibility`.",
    "",
    `Tested by machine on ${new Date().toISOString().slice(0, 10)} with axe-core ${tools.axe} in Chromium ${tools.chromium}: WCAG 2.0–2.2 A and AA and best practice,`,
    "0 violations in each state:",
    "",
    ...states.map((state) => `- ${state}`),
    "",
    "Also by machine, each in `widget/tests/`: the whole way with the keys alone, focus after each action, announcements read from the live regions (each once,",
    "in order), no sideways scrolling at 320 px and at 400 % zoom, text at twice the size, targets of at least 44 px, forced colours, print, and the page without JavaScript.",
    "",
    "**Not tested: by people.** A machine finds a part of the faults only. Before the chat is opened to the public, people must try it with NVDA and JAWS on Windows,",
    "VoiceOver on iPhone and Mac, TalkBack on Android, with voice control, and with magnification; and people who use these every day should be among them.",
  ];
  writeFileSync(new URL("../../reports/accessibility.md", import.meta.url), `${lines.join("\n")}\n`);
});
