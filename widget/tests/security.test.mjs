import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { answersIn, field, openWidget, ready, say, visit, withWorld, world } from "./support.mjs";

withWorld(); // `visit` itself fails on a policy violation, a script error and a request to a third party

const source = (name) => readFileSync(new URL(`../src/${name}`, import.meta.url));

test("script and style are at most 10 kB together, compressed", () => {
  const size = gzipSync(source("chat.js"), { level: 9 }).length + gzipSync(source("chat.css"), { level: 9 }).length;
  assert.ok(size <= 10 * 1024, `${size} bytes`);
});

test("no markup from text, no evaluation, no lasting storage in the source", () => {
  assert.doesNotMatch(source("chat.js").toString(), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|localStorage|indexedDB|\.cookie/);
  assert.doesNotMatch(source("chat.css").toString(), /@import|url\(/);
});

test("markup in an answer and in a message is shown as text", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  await say(page, "<img src=x onerror=alert(1)>");
  assert.equal(await page.locator("img, b").count(), 0);
  assert.equal(await page.getByText("Farlig <b>markup</b>").count(), 1);
}));

test("on a host page the root is closed, and nothing of the talk is in an attribute or in the page", () => visit(`${world.site}/`, async (page) => {
  await openWidget(page);
  await field(page).fill("hemmelig ord");
  await page.keyboard.press("Enter");
  await answersIn(page).nth(2).waitFor();
  assert.deepEqual(await page.evaluate(() => shadowModes), ["closed"]);
  const leaks = await page.evaluate(() => {
    const attributes = [...document.querySelector("digital-veileder").shadowRoot.querySelectorAll("*")].flatMap((node) => [...node.attributes].map((one) => one.value));
    return [document.documentElement.outerHTML, JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie, location.href, ...attributes].filter((text) => text.includes("hemmelig") || text.includes("Farlig"));
  });
  assert.deepEqual(leaks, []);
}));

test("the token is in no address and is gone from the storage after deletion", () => visit(`${world.chat}/chat`, async (page) => {
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  await ready(page);
  const token = await page.evaluate(() => sessionStorage.getItem("veileder:"));
  assert.ok(token.length > 60);
  await say(page, "hei");
  assert.equal(addresses.filter((address) => address.includes(token)).length, 0);
  await page.getByRole("button", { name: "Slett samtalen" }).click();
  await page.getByRole("button", { name: "Ja, slett alt" }).click();
  await page.getByRole("status").filter({ hasText: "slettet" }).waitFor();
  await page.waitForFunction((old) => ![null, old].includes(sessionStorage.getItem("veileder:")), token);
  const reply = await fetch(`${world.chat}/webhooks/web/history`, { headers: { Authorization: `Bearer ${token}` } });
  assert.deepEqual((await reply.json()).messages, []);
}));

test("links open safely, and only addresses of known kinds are links", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  await say(page, "vedlegg");
  const links = await page.locator("digital-veileder a").evaluateAll((all) => all.map((link) => [new URL(link.href).protocol, link.target, link.rel]));
  assert.ok(links.length >= 4);
  for (const [protocol, target, rel] of links) {
    assert.ok(["http:", "https:", "tel:"].includes(protocol));
    if (target) assert.equal(rel, "noopener noreferrer");
  }
  assert.equal(await page.getByRole("link", { name: "55 55 33 33" }).getAttribute("href"), "tel:55553333");
  assert.match(await page.getByRole("link", { name: /nav.no\/sosialhjelp/ }).innerText(), /åpnes i ny fane/);
}));

test("a page that is not listed cannot frame the chat", () => visit(`${world.site}/`, async (page) => {
  const policy = (await fetch(`${world.chat}/chat?portal=eksempelvik`)).headers.get("content-security-policy");
  assert.ok(!policy.includes(world.site));
  await page.getByRole("button", { name: "Spør veilederen" }).waitFor();
}));

test("a site that is not listed reads nothing", () => visit(`${world.chat}/chat`, async (page) => {
  await ready(page);
  const status = await fetch(`${world.chat}/webhooks/web/session`, { method: "OPTIONS", headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" } });
  assert.notEqual(status.headers.get("access-control-allow-origin"), "https://evil.example");
}));
