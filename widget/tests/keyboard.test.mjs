import { test } from "node:test";
import assert from "node:assert/strict";
import { answersIn, field, log, openWidget, ready, say, visit, withWorld, world } from "./support.mjs";

withWorld();

/** The name of what has the focus, inside the chat or outside. */
const focused = (page) => page.evaluate(() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  const label = node.labels?.[0]?.textContent ?? node.getAttribute("aria-label") ?? node.innerText;
  return `${node.localName} ${label}`.trim();
});

async function tabTo(page, name, key = "Tab") {
  const seen = [];
  for (let steps = 0; steps < 40; steps += 1) {
    await page.keyboard.press(key);
    seen.push(await focused(page));
    if (seen.at(-1) === name) return seen;
  }
  throw new Error(`${name} is not reached: ${seen.join(" → ")}`);
}

test("the whole way with the keys alone", () => visit(`${world.site}/`, async (page) => {
  await page.getByRole("button", { name: "Spør veilederen" }).waitFor();
  await tabTo(page, "button Spør veilederen");
  await page.keyboard.press("Enter");
  await ready(page);
  assert.equal(await focused(page), "textarea Skriv meldingen din");

  // backwards to the choices, in the order they stand
  const back = await tabTo(page, "div Samtalen", "Shift+Tab");
  assert.deepEqual(back, ["button Jeg vil snakke med et menneske", "button Jeg jobber i NAV eller kommunen", "button Jeg kan ikke betale", "button Jeg har fått et brev", "div Samtalen"]);

  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await answersIn(page).nth(2).waitFor();
  assert.equal(await focused(page), "textarea Skriv meldingen din", "the focus goes to the field before the choices are gone");
  assert.equal(await log(page).locator("li.mine p").last().innerText(), "Jeg har fått et brev", "the choice stays in the log");

  // a message with Shift+Enter has two lines, Enter sends it
  await page.keyboard.type("første linje");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("andre linje");
  assert.equal(await field(page).inputValue(), "første linje\nandre linje");
  await page.keyboard.press("Enter");
  await answersIn(page).nth(4).waitFor();
  assert.equal(await focused(page), "textarea Skriv meldingen din", "a new message never takes the focus");

  // forwards over every control below the field
  const forth = [];
  for (let steps = 0; steps < 5; steps += 1) {
    await page.keyboard.press("Tab");
    forth.push(await focused(page));
  }
  assert.deepEqual(forth, ["button Send", "button Snakk med et menneske", "button Start på nytt", "button Slett samtalen", "summary Flere valg"]);
  await page.keyboard.press("Enter");
  await tabTo(page, "button English");

  // asking before deletion: the harmless answer has the focus, Escape goes back to the button
  await tabTo(page, "button Slett samtalen", "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "button Nei, behold");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "button Slett samtalen");

  // Escape closes and gives the focus back; the talk is still there
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "button Spør veilederen");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.keyboard.press("Enter");
  assert.equal(await log(page).locator("li.mine").count(), 2);
}));

test("no trap: the keys lead out of the open dialog", () => visit(`${world.site}/`, async (page) => {
  await openWidget(page);
  await page.getByText("Flere valg").click();
  await page.getByRole("button", { name: "English" }).focus();
  await page.keyboard.press("Tab");
  const after = await page.evaluate(() => document.activeElement.localName);
  assert.notEqual(after, "digital-veileder");
}));

test("the log scrolls with the keys", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  for (const text of ["plan", "hei", "steg"]) await say(page, text);
  await log(page).focus();
  await page.keyboard.press("Home");
  await page.waitForFunction(() => document.querySelector("digital-veileder").shadowRoot.querySelector(".log").scrollTop === 0);
}));

test("sources, feedback and its reasons open with the keys and keep the focus", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  await say(page, "hei");
  await page.locator(".sources summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.getByRole("link", { name: /Tvangsfullbyrdelsesloven/ }).isVisible());
  const down = page.getByRole("button", { name: "Nei, svaret hjalp ikke" });
  await down.focus();
  await page.keyboard.press("Space");
  assert.equal(await down.getAttribute("aria-pressed"), "true");
  assert.equal(await focused(page), "button Nei, svaret hjalp ikke");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "button Uklart");
  await page.getByRole("status").filter({ hasText: "Takk" }).waitFor();
}));

test("no button is dead", () => visit(`${world.chat}/chat`, async (page) => {
  await page.addInitScript(() => (globalThis.print = () => (globalThis.printed = true)));
  await page.reload();
  await ready(page);
  await say(page, "ansatt");
  await page.getByText("Flere valg").click();
  const state = () => page.evaluate(() => document.querySelector("digital-veileder").shadowRoot.innerHTML.length + String(globalThis.printed));
  const names = ["Ja, svaret hjalp", "Nei, svaret hjalp ikke", "Uklart", "Svarte på noe annet", "Feil", "Noe mangler", "Kopier svaret", "Slett samtalen", "Nei, behold", "Skriv ut"];
  for (const name of names) {
    const before = await page.evaluate(() => document.querySelector("digital-veileder").shadowRoot.querySelector("[role=status]").textContent = "");
    const shape = await state();
    await page.getByRole("button", { name, exact: true }).click();
    await page.waitForFunction(([was]) => document.querySelector("digital-veileder").shadowRoot.innerHTML.length + String(globalThis.printed) !== was, [shape], { timeout: 4000 })
      .catch(() => assert.fail(`${name} does nothing${before}`));
  }
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Lagre samtalen" }).click();
  assert.equal((await download).suggestedFilename(), "samtale.txt");
  for (const name of ["Snakk med et menneske", "Start på nytt", "Nynorsk"]) {
    const mine = await log(page).locator("li.mine").count();
    await page.getByRole("button", { name, exact: true }).click();
    await log(page).locator("li.mine").nth(mine).waitFor();
  }
}));
