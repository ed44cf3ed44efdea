import { test } from "node:test";
import assert from "node:assert/strict";
import { answersIn, field, log, openWidget, ready, say, startBot, stopBot, visit, withWorld, world } from "./support.mjs";

withWorld();

const chat = (query = "") => `${world.chat}/chat${query}`;
const lines = (page) => log(page).locator("li.mine, li.theirs").allInnerTexts();

test("the first screen says what this is and asks what it is about", () => visit(chat("?portal=demo"), async (page) => {
  await ready(page);
  const first = answersIn(page).first();
  assert.match((await first.innerText()).replace(/\s+/g, " "), /^Veilederen: Hei\. .*maskin.*ikke rettsråd\. Ikke skriv navn eller personnummer\. Hva gjelder det\? Jeg har fått et brev Jeg kan ikke betale Jeg jobber i NAV eller kommunen Jeg vil snakke med et menneske$/);
}));

test("all parts of an urgent reply are marked, and numbers can be called", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "haster");
  assert.equal(await page.locator("li.urgent").count(), 2);
  assert.equal(await answersIn(page).first().evaluate((item) => item.classList.contains("urgent")), false);
}));

test("numbers to call and addresses are links; sections, amounts and dates are not", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "numre");
  const links = await answersIn(page).nth(1).getByRole("link").evaluateAll((all) => all.map((link) => link.href));
  assert.deepEqual(links, ["tel:113", "tel:116117", "tel:55553333", "http://a.example/b"]);
}));

test("a reload shows the talk as it was, with its open choices", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "steg");
  const before = await lines(page);
  await page.reload();
  await answersIn(page).nth(2).waitFor();
  assert.deepEqual(await lines(page), before);
  await page.getByRole("button", { name: "Fortell mer" }).click();
  await answersIn(page).nth(4).waitFor();
}));

test("away and back again", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "hei");
  await page.goto(`${world.chat}/chat/enkel`);
  await page.goBack();
  await answersIn(page).nth(2).waitFor();
  assert.equal(await log(page).locator("li.mine").count(), 1);
  await say(page, "videre");
}));

test("two tabs are two talks", () => visit(chat(), async (page, context) => {
  await ready(page);
  await say(page, "første fane");
  const second = await context.newPage();
  await second.goto(chat());
  await ready(second);
  assert.equal(await log(second).locator("li.mine").count(), 0);
  await say(second, "andre fane");
  await page.reload();
  await answersIn(page).nth(2).waitFor();
  assert.ok(!(await lines(page)).join().includes("andre fane"));
}));

test("a copied tab goes on with the same talk", () => visit(chat(), async (page, context) => {
  await ready(page);
  const token = await page.evaluate(() => sessionStorage.getItem("veileder:"));
  const copy = await context.newPage();
  await copy.addInitScript((kept) => sessionStorage.setItem("veileder:", kept), token);
  await copy.goto(chat());
  await ready(copy);
  await Promise.all([say(page, "fra den ene"), say(copy, "fra den andre")]);
  await page.reload();
  await answersIn(page).nth(4).waitFor();
  const told = (await lines(page)).join();
  assert.ok(told.includes("fra den ene") && told.includes("fra den andre"));
}));

test("offline and back: what was written is sent by itself, once", () => visit(chat(), async (page, context) => {
  await ready(page);
  await context.setOffline(true);
  await field(page).fill("sendt uten nett");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "kom ikke fram" }).waitFor();
  await context.setOffline(false);
  await answersIn(page).nth(2).waitFor();
  assert.equal(await page.getByRole("alert").innerText().catch(() => ""), "");
  await page.reload();
  await answersIn(page).nth(2).waitFor();
  assert.equal(await log(page).locator("li.mine").count(), 1);
}));

test("an answer that was lost on the way is not run twice", () => visit(chat(), async (page) => {
  await ready(page);
  let dropped = 0;
  await page.route("**/webhooks/web/message", async (route) => {
    dropped += 1;
    if (dropped > 1) return route.continue();
    await route.fetch(); // it reached the bot, and the answer is lost
    return route.abort("connectionreset");
  });
  await say(page, "tapt svar");
  assert.equal(dropped, 2);
  const first = await answersIn(page).nth(1).innerText();
  await say(page, "neste");
  const number = (text) => Number(/Svar (\d+)/.exec(text)[1]);
  assert.equal(number(await answersIn(page).nth(3).innerText()), number(first) + 1);
}));

test("two messages without a line are sent in order by «prøv igjen»", () => visit(chat(), async (page) => {
  await ready(page);
  await page.route("**/webhooks/web/message", (route) => route.abort());
  for (const text of ["en", "to"]) {
    await field(page).fill(text);
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "Prøv igjen" }).waitFor();
  await page.unroute("**/webhooks/web/message");
  await page.getByRole("button", { name: "Prøv igjen" }).click();
  await answersIn(page).nth(4).waitFor();
  assert.match(await answersIn(page).nth(1).innerText(), /på 2 tegn/);
  await page.reload();
  await answersIn(page).nth(4).waitFor();
  assert.deepEqual((await log(page).locator("li.mine p").allInnerTexts()).map((text) => text.trim()), ["en", "to"]);
}));

test("an expired talk begins anew and keeps what was written", () => visit(chat(), async (page) => {
  await ready(page);
  await page.route("**/webhooks/web/message", (route) => route.fulfill({ status: 401, json: { error: "no valid talk" } }), { times: 1 });
  await field(page).fill("dette vil jeg ikke miste");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "utløpt" }).waitFor();
  assert.equal(await field(page).inputValue(), "dette vil jeg ikke miste");
  await page.keyboard.press("Enter");
  await page.getByText("Svar", { exact: false }).first().waitFor();
}));

test("a token of yesterday begins a new talk and says so", () => visit(`${world.chat}/health`, async (page) => {
  await page.evaluate(() => sessionStorage.setItem("veileder:", "gammelt.token.her"));
  await page.goto(chat());
  await ready(page);
  await page.getByRole("alert").filter({ hasText: "utløpt" }).waitFor();
  await say(page, "hei");
}));

test("a stale choice is said and the talk goes on", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "hei");
  await page.route("**/webhooks/web/choice", (route) => route.fulfill({ status: 409, json: { error: "stale" } }), { times: 1 });
  await page.getByRole("button", { name: "Fortell mer" }).click();
  await page.getByRole("alert").filter({ hasText: "ikke lenger åpent" }).waitFor();
  await say(page, "videre");
}));

test("too many messages wait and then go through", () => visit(chat(), async (page) => {
  await ready(page);
  let told = 0;
  await page.route("**/webhooks/web/message", (route) => {
    told += 1;
    return told === 1 ? route.fulfill({ status: 429, headers: { "Retry-After": "1" }, json: { error: "slow", retry_after: 1 } }) : route.continue();
  });
  await say(page, "hei");
  assert.equal(told, 2);
}));

test("the bot fails and still answers with a number to call", () => visit(chat(), async (page) => {
  await ready(page);
  await field(page).fill("feil her");
  await page.keyboard.press("Enter");
  await answersIn(page).filter({ hasText: "noe er galt hos oss" }).waitFor();
  await say(page, "hei");
}));

test("the server is started again in the middle: nothing is lost, the choices are open", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "før omstart");
  await stopBot();
  await field(page).fill("under omstart");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Prøv igjen" }).waitFor();
  await startBot();
  await page.getByRole("button", { name: "Prøv igjen" }).click();
  await answersIn(page).nth(4).waitFor();
  await page.reload();
  await answersIn(page).nth(4).waitFor();
  assert.deepEqual((await log(page).locator("li.mine p").allInnerTexts()).map((text) => text.trim()), ["før omstart", "under omstart"]);
  await page.getByRole("button", { name: "Fortell mer" }).click();
  await answersIn(page).nth(6).waitFor();
}));

test("a deep link asks its question at once, and only once", () => visit(chat("?portal=demo&topic=varsel"), async (page) => {
  await answersIn(page).nth(2).waitFor();
  await page.reload();
  await answersIn(page).nth(2).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await answersIn(page).count(), 3);
}));

test("a portal's language and greeting", () => visit(chat("?portal=eksempelvik"), async (page) => {
  await page.getByText("Velkomen til rettleiaren").waitFor();
  await page.getByRole("button", { name: "Eg kan ikkje betale" }).waitFor();
  assert.ok(await page.getByRole("link", { name: "Bustad i Eksempelvik" }).isVisible());
}));

test("«start på nytt» goes on in the same talk, so that it can still be deleted whole", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "hei");
  const token = await page.evaluate(() => sessionStorage.getItem("veileder:"));
  await page.getByRole("button", { name: "Start på nytt" }).click();
  await answersIn(page).nth(4).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.getItem("veileder:")), token);
}));

test("the talk that is saved holds both sides", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "plan");
  await page.getByText("Flere valg").click();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Lagre samtalen" }).click();
  const text = await (await waiting).createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()).toString());
  assert.match(text, /Du: plan/);
  assert.match(text, /Samlet gjeld: 24.000.kr/);
}));

test("a letter to print opens in the browser, a letter to edit is saved", () => visit(chat(), async (page) => {
  await ready(page);
  await say(page, "vedlegg");
  const opened = page.waitForEvent("popup");
  await page.locator(".files a[target=_blank]").first().click();
  await (await opened).getByRole("heading", { name: "Klage på vedtak" }).waitFor();
  const saved = page.waitForEvent("download");
  await page.locator(".files a[download]").first().click();
  assert.match((await saved).suggestedFilename(), /\.docx$/);
}));

test("in a frame on the portal's page", () => visit(`${world.site}/ramme.html`, async (page) => {
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Jeg kan ikke betale" }).click();
  await frame.locator("li.theirs").nth(2).waitFor();
}));

test("nobody opens a talk by only visiting a page", () => visit(`${world.site}/`, async (page) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "Spør veilederen" }).waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  await openWidget(page);
  assert.equal(asked.filter((url) => url.endsWith("/session")).length, 1);
}));

test("storage that is closed does not stop the talk", () => visit(`${world.chat}/health`, async (page) => {
  await page.addInitScript(() => Object.defineProperty(globalThis, "sessionStorage", { get: () => { throw new DOMException("closed", "SecurityError"); } }));
  await page.goto(chat());
  await ready(page);
  await say(page, "hei");
}));

test("without JavaScript: write, choose, reload, go back, delete", () => visit(`${world.chat}/chat/enkel`, async (page) => {
  await page.getByRole("button", { name: "Jeg har fått et brev" }).click();
  await page.getByText("Svar", { exact: false }).first().waitFor();
  await page.getByLabel("Skriv meldingen din").fill("uten skript");
  await page.getByRole("button", { name: "Send" }).click();
  const count = () => page.locator("ol.log > li").count();
  const before = await count();
  await page.reload();
  assert.equal(await count(), before, "a reload sends the form again, and nothing runs again");
  assert.ok(!page.url().includes("token"));
  await page.getByText("Slett samtalen").click();
  await page.getByRole("button", { name: "Ja, slett alt" }).click();
  await page.getByText("Samtalen er slettet.").waitFor();
}, { context: { javaScriptEnabled: false } }));
