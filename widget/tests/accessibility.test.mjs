import { after, afterEach, test } from "node:test";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import assert from "node:assert/strict";
import { CRITERIA, machine, rows } from "./criteria.mjs";
import { accessible, answersIn, field, log, openStaff, openWidget, passed, ready, say, states, tools, visit, withWorld, world } from "./support.mjs";

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
  "a phone on its side": { viewport: { width: 640, height: 320 } },
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

test("text with wide spacing is whole", () => onPage(async (page) => {
  await ready(page);
  await say(page, "plan");
  const cut = await page.evaluate(() => {
    const all = document.querySelector("digital-veileder").shadowRoot.querySelectorAll("*");
    for (const node of all) {
      for (const [name, value] of [["letter-spacing", "0.12em"], ["word-spacing", "0.16em"], ["line-height", "1.5"]]) node.style.setProperty(name, value, "important");
      if (node.localName === "p") node.style.setProperty("margin-bottom", "2em", "important");
    }
    const boxes = [...all].filter((node) => node.matches("button, li, p, h1, td, th, .panel, .log, .foot, form") && node.getClientRects().length);
    return boxes.filter((box) => box.scrollWidth > box.clientWidth + 1 || (box.localName === "button" && box.scrollHeight > box.clientHeight + 1)).map((box) => `${box.localName} ${box.textContent.slice(0, 30)}`);
  });
  assert.deepEqual(cut, []);
}));

test("what has the focus is seen", () => onSite(async (page) => {
  await openWidget(page);
  await say(page, "hei");
  const seen = new Set();
  for (let steps = 0; steps < 30; steps += 1) {
    await page.keyboard.press("Tab");
    const told = await page.evaluate(() => {
      const node = document.querySelector("digital-veileder").shadowRoot.activeElement;
      if (!node) return null;
      const style = getComputedStyle(node);
      return { name: node.innerText || node.id, outline: style.outlineStyle, width: parseFloat(style.outlineWidth) };
    });
    if (!told) continue;
    seen.add(told.name);
    assert.ok(told.outline !== "none" && told.width >= 2, JSON.stringify(told));
  }
  assert.ok(seen.size >= 5, [...seen].join(", "));
}));

test("no sound, no video, no picture of text, no motion, no key or press that acts alone", () => {
  const files = ["../src/chat.js", "../src/chat.css", "../src/page.css", "../pages/chat.html", "../pages/plain.html"];
  const source = files.map((name) => readFileSync(new URL(name, import.meta.url), "utf8")).join("\n");
  for (const never of ["<audio", "<video", '"audio"', '"video"', "<img", '"img"', "<canvas", "background-image", "accesskey", "devicemotion", "deviceorientation",
    "onmousedown", "onpointerdown", "ontouchstart", "ontouchmove", "onmouseenter", "onmouseover", "<marquee", "<blink"]) {
    assert.ok(!source.includes(never), never);
  }
  const keys = [...source.matchAll(/event\.key (?:===|!==) "([^"]+)"/g)].map((found) => found[1]);
  assert.deepEqual([...new Set(keys)].sort(), ["Enter", "Escape"]);
});

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

/** Ask, search and compare in the staff tool, so that all its parts stand on the page. */
async function workAsStaff(page) {
  await openStaff(page);
  await page.getByRole("textbox", { name: "Spørsmål" }).fill("plan vedlegg");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "Nedbetalingsplan" }).waitFor();
  await page.getByRole("button", { name: "Søk", exact: true }).click();
  await page.getByRole("heading", { name: "Eksempler: 54" }).waitFor();
  for (const number of [0, 1]) await page.locator("[name=pick]").nth(number).check();
  await page.getByRole("button", { name: "Sammenlign to eksempler" }).click();
  await page.getByRole("table", { name: "To eksempler side om side" }).waitFor();
}

const inTool = (body, options) => visit(`${world.site}/ansatt.html`, body, options);

test("the staff tool: closed, empty, refused, emergency, nynorsk", () => inTool(async (page) => {
  await accessible(page, "the made-up portal's staff page");
  await openStaff(page);
  await accessible(page, "staff tool, empty");
  await page.getByRole("button", { name: "Spør", exact: true }).click();
  await page.getByRole("alert").filter({ hasText: "Skriv et spørsmål" }).waitFor();
  await accessible(page, "staff tool, refused");
  await page.getByRole("textbox", { name: "Spørsmål" }).fill("haster");
  await page.keyboard.press("Enter");
  await page.locator(".urgent").waitFor();
  await page.getByText("Svaret som ren tekst").click();
  await accessible(page, "staff tool, emergency and plain text");
  await page.getByRole("button", { name: "Nynorsk" }).click();
  await page.getByRole("heading", { name: "Rettleiaren for tilsette" }).waitFor();
  await accessible(page, "staff tool, nynorsk");
  await page.goto(`${world.chat}/ansatt`);
  await accessible(page, "staff tool, closed");
}));

for (const [name, options] of Object.entries({
  "1000 px": {},
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
  "forced colours in the dark": { forcedColors: "active", colorScheme: "dark" },
  "320 px": { viewport: { width: 320, height: 640 } },
  "400 % of 1280 by 1024": { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
})) {
  test(`the staff tool with answer, practice and comparison: ${name}`, () => inTool(async (page) => {
    await workAsStaff(page);
    await accessible(page, `staff tool with answer, practice and comparison, ${name}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "scrolls sideways");
    for (const button of await page.getByRole("button").all()) {
      const box = await button.boundingBox();
      assert.ok(box.height >= 44, await button.innerText());
    }
  }, { context: options }));
}

test("the staff tool's text at twice the size stays in view", () => inTool(async (page) => {
  await openStaff(page);
  await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
}));

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

test("each of the 47 criteria has something behind it, and the tests it names are there", () => {
  const titles = new Set(readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".test.mjs"))
    .flatMap((name) => [...readFileSync(new URL(name, import.meta.url), "utf8").matchAll(/^ *test\("([^"]+)"/gm)].map((found) => found[1])));
  for (const name of ["forced colours", "reduced motion", "a phone on its side", "320 px", "400 % of 1280 by 1024"]) titles.add(`${name}, page`);
  assert.equal(CRITERIA.length, 47);
  assert.equal(new Set(CRITERIA.map(([number]) => number)).size, 47);
  for (const row of CRITERIA) {
    for (const title of row[3].by ?? []) assert.ok(titles.has(title), `${row[0]}: there is no test «${title}»`);
    assert.ok(machine(row, passed) || row[3].person, `${row[0]}: nothing was tested and nobody is asked to`);
    assert.ok(row[3].none || row[3].person || row[3].by, row[0]);
  }
});

// `make accessibility` writes what the municipality's own statement can lean on; only a run without failures gets here whole.
after(() => {
  if (!process.env.REPORT || failed) return;
  const people = CRITERIA.filter((row) => row[3].person).length;
  const lines = [
    "# Universell utforming av veilederen og verktøyet for ansatte: hva som er prøvd",
    "",
    "Grunnlag for tilgjengelighetserklæringen som kommunen selv publiserer på uustatus.no. Skrevet av `make accessibility` når testene i `accessibility.test.mjs` er bestått;",
    "testene i de andre filene kjøres av `make widget`. Erklæringen gjelder hele",
    "nettstedet; her står bare det som gjelder veilederen.",
    "",
    `Prøvd av maskin ${new Date().toISOString().slice(0, 10)} med axe-core ${tools.axe} i Chromium ${tools.chromium}: WCAG 2.0–2.2, nivå A og AA, og beste praksis.`,
    `Ingen brudd funnet i ${states.length} tilstander. **Ingen av kravene er prøvd av mennesker med hjelpemidler.** Det må gjøres før erklæringen kan si at et krav er oppfylt.`,
    "",
    "## De 47 kravene",
    "Kravene i WCAG 2.1 på nivå A og AA, uten 1.2.3, 1.2.4 og 1.2.5, som gjelder video. «axe» er regler som fant noe å se på og godkjente det; «tester» ligger i `widget/tests/`.",
    "",
    "| Krav | Nivå | Prøvd av maskin | Et menneske må se på |",
    "|---|---|---|---|",
    ...rows(passed),
    "",
    `${people} av 47 krav må et menneske se på. En maskin finner bare en del av feilene også i resten.`,
    "",
    "## Dette må mennesker prøve",
    "- [ ] NVDA og JAWS på Windows, VoiceOver på iPhone og Mac, TalkBack på Android: en hel samtale, en gjennomgang, et dokument, sletting",
    "- [ ] stemmestyring, forstørrelse og bryterstyring",
    "- [ ] folk som bruker dette til daglig, og folk som leser dårlig norsk",
    "- [ ] veilederen på kommunens egen side, ikke bare alene",
    "- [ ] dokumentene (Word, utskrift, PDF) i det folk åpner dem med",
    "- [ ] `/chat/enkel`, uten JavaScript",
    "",
    "## Tilstander som er prøvd",
    ...states.map((state) => `- ${state}`),
  ];
  writeFileSync(new URL("../../reports/accessibility.md", import.meta.url), `${lines.join("\n")}\n`);
});
