import { test } from "node:test";
import assert from "node:assert/strict";
import { answersIn, field, openWidget, ready, say, visit, withWorld, world } from "./support.mjs";

withWorld();

const announced = (page) => page.evaluate(() => announced);

test("each message is announced once, in order, with its speaker first", () => visit(`${world.site}/`, async (page) => {
  await openWidget(page);
  await say(page, "hei");
  await say(page, "steg");
  const told = (await announced(page)).filter((line) => line.startsWith("log:"));
  assert.deepEqual(told.map((line) => line.slice(5).split(/[.!]/)[0]), [
    "Veilederen: Hei", "Du: hei", told[2].slice(5).split(/[.!]/)[0], told[3].slice(5).split(/[.!]/)[0], "Du: steg", told[5].slice(5).split(/[.!]/)[0], told[6].slice(5).split(/[.!]/)[0],
  ]);
  assert.match(told[2], /^log: Veilederen: Svar \d+ på 3 tegn/);
  assert.match(told[3], /^log: Veilederen: Farlig <b>markup<\/b>/);
  assert.match(told[6], /^log: Veilederen: Spørsmål 2 av 5/);
  assert.equal(new Set(told).size, told.length, "nothing twice");
}));

test("three quick messages are answered and announced in order", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  for (const text of ["treg en", "to", "tre"]) {
    await field(page).fill(text);
    await page.keyboard.press("Enter");
  }
  await answersIn(page).nth(6).waitFor();
  const told = (await announced(page)).filter((line) => /^log: (Du|Veilederen: Svar)/.test(line));
  assert.deepEqual(told.map((line) => /på (\d+) tegn/.exec(line)?.[1] ?? line), ["log: Du: treg en", "log: Du: to", "log: Du: tre", "7", "2", "3"]);
}));

test("«skriver …» is said after 600 ms and not for a quick answer", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  await say(page, "hei");
  assert.equal((await announced(page)).filter((line) => line.includes("skriver")).length, 0);
  await say(page, "treg");
  assert.equal((await announced(page)).filter((line) => line.includes("skriver")).length, 1);
  assert.equal(await page.getByRole("status").innerText().catch(() => ""), "");
}));

test("what was read before a reload is not read again", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  await say(page, "hei");
  await page.reload();
  await answersIn(page).nth(2).waitFor();
  assert.deepEqual((await announced(page)).filter((line) => line.startsWith("log:")), []);
  await say(page, "mer");
  assert.equal((await announced(page)).filter((line) => line.startsWith("log: Du")).length, 1);
}));

test("an error is an alert, once", () => visit(`${world.chat}/chat`, async (page, context) => {
  await ready(page);
  await context.setOffline(true);
  await field(page).fill("hei");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Prøv igjen" }).waitFor();
  const alerts = (await announced(page)).filter((line) => line.startsWith("alert:"));
  assert.equal(alerts.length, 1);
  assert.match(alerts[0], /55.55.33.33/);
  await context.setOffline(false);
}));

test("the counter is silent, but passing the limit is said", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  await field(page).fill("a".repeat(1999));
  await field(page).press("a");
  assert.equal((await announced(page)).filter((line) => line.startsWith("status:")).length, 0);
  await field(page).press("a");
  assert.match((await announced(page)).at(-1), /^status: Meldingen er lang/);
  assert.equal(await page.getByText("2 001 av 2 000 tegn").count(), 1);
}));

test("languages are marked where they change", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  await say(page, "nynorsk");
  assert.equal(await answersIn(page).locator(".text[lang=nn]").count(), 1);
  await page.getByText("Flere valg").click();
  assert.equal(await page.getByRole("button", { name: "English" }).getAttribute("lang"), "en");
  await page.getByRole("button", { name: "Nynorsk" }).click();
  await page.getByLabel("Skriv meldinga di").waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "nn");
}));
