// The staff tool: asking, copying, the keys, practice search and two examples side by side; with and without JavaScript.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { openStaff, visit, withWorld, world } from "./support.mjs";

withWorld(); // `visit` itself fails on a policy violation, a script error and a request to a third party

const source = (name) => readFileSync(new URL(`../src/${name}`, import.meta.url));
const question = (page) => page.getByRole("textbox", { name: "Spørsmål" });
const status = (page) => page.locator("#status");
const onTool = (body, options) => visit(`${world.site}/ansatt.html`, async (page, context) => { await openStaff(page); await body(page, context); }, options);
const focused = (page) => page.evaluate(() => document.activeElement.labels?.[0]?.innerText.trim() || document.activeElement.innerText?.trim() || document.activeElement.id || document.activeElement.localName);

async function ask(page, text) {
  await question(page).fill(text);
  await page.keyboard.press("Enter");
  await status(page).filter({ hasText: "Svar:" }).waitFor();
}

async function tabTo(page, name, key = "Tab") {
  const seen = [];
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
    if (seen.at(-1) === name) return seen;
  }
  throw new Error(`${name} is not reached: ${seen.join(" → ")}`);
}

test("script and style are small, and make no markup from text", () => {
  assert.ok(gzipSync(source("staff.js"), { level: 9 }).length + gzipSync(source("staff.css"), { level: 9 }).length <= 4 * 1024);
  assert.doesNotMatch(source("staff.js").toString(), /innerHTML|outerHTML|insertAdjacentHTML|DOMParser|document\.write|\beval\b|new Function|localStorage|indexedDB|\.cookie/);
  assert.doesNotMatch(source("staff.css").toString(), /@import|url\(/);
});

test("an answer comes without a new page: law and sources, the text, what goes on", () => onTool(async (page) => {
  await page.evaluate(() => (globalThis.samePage = true));
  await ask(page, "§ 4-18 frist?");
  assert.ok(await page.evaluate(() => globalThis.samePage));
  const heads = await page.locator("#answer").getByRole("heading").allInnerTexts();
  assert.deepEqual(heads, ["Svar: Varsel om utkastelse", "Lov", "Hva du kan si og gjøre"]);
  assert.match(await page.locator(".behind li").first().innerText(), /Tvangsfullbyrdelsesloven § 4-18 [^]*kontrollert 24\.11\.2026/);
  assert.equal(await page.getByRole("group", { name: "Gå videre" }).getByRole("button").count(), 2);
  assert.equal(await page.locator("img").count(), 0, "markup in an answer is text");
}));

test("an answer is announced once by its heading, and the focus stays in the field with the question marked", () => onTool(async (page) => {
  await ask(page, "frist");
  await ask(page, "frist to");
  const said = (await page.evaluate(() => announced)).filter((line) => line.includes("Svar:"));
  assert.deepEqual(said, ["status: Svar: Varsel om utkastelse", "status: Svar: Varsel om utkastelse"]);
  assert.equal(await focused(page), "Spørsmål");
  assert.equal(await page.evaluate(() => getSelection().toString()), "frist to");
}));

test("a slow answer is told, and of two the newest counts", () => onTool(async (page) => {
  await question(page).fill("treg en");
  await page.keyboard.press("Enter");
  await status(page).filter({ hasText: "Henter svaret" }).waitFor();
  await question(page).fill("plan");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "Nedbetalingsplan" }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.getByRole("table", { name: "Nedbetalingsplan" }).count(), 1);
}));

test("a follow-up answers, and the focus is not lost with its button", () => onTool(async (page) => {
  await ask(page, "hei");
  await page.getByRole("button", { name: "Fortell mer" }).click();
  await page.waitForFunction(() => document.getElementById("answer-head").textContent === "Svar");
  assert.equal(await focused(page), "Spørsmål");
}));

test("the copy holds law, sources with the day checked, and the answer", () => onTool(async (page, context) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: world.chat });
  await ask(page, "frist");
  await page.getByRole("button", { name: "Kopier svaret med kilder" }).click();
  await status(page).filter({ hasText: "kopiert" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^Svar: Varsel om utkastelse\n\nLov:\n- Tvangsfullbyrdelsesloven § 4-18 .*kontrollert 24\.11\.2026, https:\/\/lovdata\.no/);
  assert.match(copied, /1\. Les brevet\.\n2\. Ring/);
  assert.match(copied, /Veiledning, ikke rettsråd\.$/);
}));

test("where copying is not allowed the text is shown, marked", () => onTool(async (page) => {
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }));
  await ask(page, "frist");
  await page.keyboard.press("Alt+KeyK");
  await status(page).filter({ hasText: "Kopier den selv" }).waitFor();
  assert.match(await page.evaluate(() => getSelection().toString()), /^Svar: Varsel/);
}));

test("the keys: / to the field, Enter, Alt+K, Esc; / can be turned off and does nothing in a field", () => onTool(async (page, context) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: world.chat });
  await page.locator("h1").click();
  await page.keyboard.press("/");
  assert.equal(await focused(page), "Spørsmål");
  assert.equal(await question(page).inputValue(), "", "the key itself is not written");
  await page.keyboard.type("og/eller");
  assert.equal(await question(page).inputValue(), "og/eller");
  await page.keyboard.press("Enter");
  await status(page).filter({ hasText: "Svar:" }).waitFor();
  await page.keyboard.press("Alt+KeyK");
  await status(page).filter({ hasText: "kopiert" }).waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await question(page).inputValue(), "");
  await page.getByLabel("Bruk hurtigtasten «/»").uncheck();
  await page.locator("h1").click();
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.notEqual(await focused(page), "Spørsmål");
  await openStaff(page);
  assert.equal(await page.getByLabel("Bruk hurtigtasten «/»").isChecked(), false, "it stays off as long as the tab lives");
  for (const key of ["/", "Enter", "Alt + K", "Esc"]) assert.equal(await page.getByRole("rowheader", { name: key, exact: true }).count(), 1, key);
}));

test("the whole way with the keys alone", () => onTool(async (page) => {
  await tabTo(page, "Hopp til svaret");
  await tabTo(page, "Spørsmål");
  await page.keyboard.type("hei");
  await page.keyboard.press("Enter");
  await status(page).filter({ hasText: "Svar:" }).waitFor();
  const order = await tabTo(page, "Fortell mer");
  assert.equal(order[0], "Spør");
  assert.match(order[1], /^Tvangsfullbyrdelsesloven/);
  assert.ok(order.includes("Kopier svaret med kilder"));
  for (const name of ["Ord", "Kommune", "Fase", "Tema"]) await tabTo(page, name);
  await tabTo(page, "Søk");
  await page.keyboard.press("Enter");
  await status(page).filter({ hasText: "Eksempler: 54" }).waitFor();
  await tabTo(page, "Sammenlign to eksempler", "Tab");
  for (let chosen = 0; chosen < 2; ) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.name === "pick")) {
      await page.keyboard.press("Space");
      chosen += 1;
    }
  }
  await tabTo(page, "Sammenlign to eksempler", "Shift+Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "To eksempler side om side" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "results", "the focus is where the table is");
}));

test("every filter holds, and what was chosen stays through the next search", () => onTool(async (page) => {
  await page.getByLabel("Kommune", { exact: true }).selectOption({ label: "Bærum" });
  await page.getByLabel("Fase").selectOption("2");
  await page.getByLabel("Tema").selectOption("trekk_i_trygd");
  await page.getByRole("button", { name: "Søk", exact: true }).click();
  await status(page).filter({ hasText: "Eksempler: 1" }).waitFor();
  const card = page.locator(".cards > li");
  assert.match(await card.innerText(), /Bærum: Rutiner[^]*kontrollert 23\.11\.2026[^]*god kilde/);
  await page.getByLabel("Velg til sammenligning: Bærum").check();
  await page.getByLabel("Kommune", { exact: true }).selectOption({ label: "Drammen" });
  await page.getByLabel("Fase").selectOption("");
  await page.getByLabel("Tema").selectOption("");
  await page.getByRole("button", { name: "Søk", exact: true }).click();
  await page.getByRole("heading", { name: /^Drammen/ }).first().waitFor();
  assert.ok(await page.getByLabel("Velg til sammenligning: Bærum").isChecked());
  await page.getByLabel("Ord").fill("praksis i hå");
  await page.getByLabel("Kommune", { exact: true }).selectOption("");
  await page.keyboard.press("Escape"); // Esc belongs to the question only
  assert.equal(await page.getByLabel("Ord").inputValue(), "praksis i hå");
  await page.getByLabel("Ord").press("Enter");
  await page.getByText("Vi har ingen eksempler fra Hå").waitFor();
}));

test("two examples stand in a table; one alone is refused with a reason", () => onTool(async (page) => {
  await page.getByRole("button", { name: "Søk", exact: true }).click();
  await status(page).filter({ hasText: "Eksempler" }).waitFor();
  await page.locator("[name=pick]").nth(0).check();
  await page.getByRole("button", { name: "Sammenlign to eksempler" }).click();
  await page.getByRole("alert").filter({ hasText: "akkurat to" }).waitFor();
  await page.locator("[name=pick]").nth(3).check();
  await page.getByRole("button", { name: "Sammenlign to eksempler" }).click();
  const table = page.getByRole("table", { name: "To eksempler side om side" });
  await table.waitFor();
  assert.equal(await page.getByRole("alert").innerText(), "");
  assert.equal(await table.getByRole("columnheader").count(), 3);
  const rows = await table.getByRole("rowheader").count();
  assert.ok(rows >= 8);
  assert.equal(await table.getByRole("cell").count(), 2 * rows);
}));

test("at 320 px the table is still a table, and nothing scrolls sideways", () => onTool(async (page) => {
  await ask(page, "plan");
  await page.getByRole("button", { name: "Søk", exact: true }).click();
  await status(page).filter({ hasText: "Eksempler" }).waitFor();
  await page.locator("[name=pick]").nth(0).check();
  await page.locator("[name=pick]").nth(1).check();
  await page.getByRole("button", { name: "Sammenlign to eksempler" }).click();
  const table = page.getByRole("table", { name: "To eksempler side om side" });
  await table.waitFor();
  assert.equal(await table.getByRole("cell").count(), 2 * (await table.getByRole("rowheader").count()));
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
}, { context: { viewport: { width: 320, height: 640 } } }));

test("without JavaScript everything is there too, in the same words", async () => {
  const told = {};
  for (const javaScriptEnabled of [true, false]) {
    await visit(`${world.site}/ansatt.html`, async (page) => {
      await openStaff(page);
      await question(page).fill("vedlegg");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Svar: Varsel om utkastelse" }).waitFor();
      await page.getByLabel("Kommune", { exact: true }).selectOption({ label: "Drammen" });
      await page.getByRole("button", { name: "Søk", exact: true }).click();
      await page.getByRole("heading", { name: /^Eksempler/ }).waitFor();
      await page.locator("[name=pick]").nth(0).check();
      await page.locator("[name=pick]").nth(1).check();
      await page.getByRole("button", { name: "Sammenlign to eksempler" }).click();
      await page.getByRole("table", { name: "To eksempler side om side" }).waitFor();
      told[javaScriptEnabled] = [await page.locator("#answer .told").innerText(), await page.locator("#results").innerText()].map((text) => text.replace(/Svar \d+ på/, "Svar på"));
      assert.equal(await page.getByRole("button", { name: "Kopier svaret med kilder" }).count(), javaScriptEnabled ? 1 : 0);
      assert.equal(await page.getByRole("heading", { name: "Hurtigtaster" }).count(), javaScriptEnabled ? 1 : 0);
    }, { context: { javaScriptEnabled } });
  }
  assert.deepEqual(told.false, told.true);
});

test("the token is in no address, no attribute beside its field and no storage", () => onTool(async (page) => {
  const token = await page.locator("[name=token]").first().inputValue();
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  await ask(page, "hemmelig ord");
  assert.ok(token.length > 60);
  assert.equal(addresses.filter((address) => address.includes(token) || address.includes("hemmelig")).length, 0);
  const kept = await page.evaluate(() => [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href].join());
  assert.ok(!kept.includes(token) && !kept.includes("hemmelig"));
}));

test("a token that has ended is told, and the question stays", () => onTool(async (page) => {
  await page.evaluate(() => document.querySelectorAll("[name=token]").forEach((field) => (field.value = "x")));
  await question(page).fill("et langt spørsmål");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "åpnes fra kommunens eller NAVs egen portal" }).waitFor();
  assert.equal(await question(page).inputValue(), "et langt spørsmål");
}));

test("without a connection it is told, and the same question goes through afterwards", () => onTool(async (page, context) => {
  await context.setOffline(true);
  await question(page).fill("frist");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "Svaret kom ikke" }).waitFor();
  await context.setOffline(false);
  await page.keyboard.press("Enter");
  await status(page).filter({ hasText: "Svar:" }).waitFor();
  assert.equal(await page.getByRole("alert").innerText(), "");
}));

test("a new case leaves nothing of the one before", () => onTool(async (page) => {
  await ask(page, "hei");
  await page.getByRole("button", { name: "Ny sak" }).click();
  await page.getByRole("alert").filter({ hasText: "er slettet" }).waitFor();
  assert.equal(await page.locator(".told").getByText("Les brevet").count(), 0);
  assert.equal(await question(page).inputValue(), "");
}));

test("print shows the answer and the table and no controls", () => onTool(async (page) => {
  await ask(page, "hei");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("textbox").count(), 0);
  assert.equal(await page.getByRole("button").count(), 0);
  assert.ok(await page.locator(".told").getByText("Les brevet").isVisible());
}));

test("who comes without a token is told where to go, and learns nothing", () => visit(`${world.chat}/ansatt`, async (page) => {
  await page.getByRole("heading", { name: "Åpne verktøyet fra portalen" }).waitFor();
  assert.equal(await page.getByRole("textbox").count(), 0);
  await page.getByRole("link", { name: "Gå til veilederen for alle" }).click();
  await page.getByRole("button", { name: "Jeg har fått et brev" }).waitFor();
}));
