// The 47 criteria that count in a Norwegian public body's accessibility statement (uustatus.no): WCAG 2.1 A and AA without 1.2.3, 1.2.4 and 1.2.5,
// which are about video. For each: what was tested here, and what a person must still look at. The report is in Norwegian, as the statement is.
//   by: titles of tests in this folder; a run holds that they exist
//   none: why the criterion meets nothing in the chat
//   person: what a machine cannot see
const SKJERMLESER = "les hele samtalen med skjermleser";
const NO_MEDIA = "ingen lyd, video eller bevegelige bilder";
const STATIC = "no sound, no video, no picture of text, no motion, no key or press that acts alone";
const KEYS = "the whole way with the keys alone";

export const CRITERIA = [
  ["1.1.1", "Ikke-tekstlig innhold", "A", { person: "er det noe bilde eller ikon uten tekst på siden rundt?" }],
  ["1.2.1", "Bare lyd og bare video (forhåndsinnspilt)", "A", { none: NO_MEDIA, by: [STATIC] }],
  ["1.2.2", "Teksting (forhåndsinnspilt)", "A", { none: NO_MEDIA, by: [STATIC] }],
  ["1.3.1", "Informasjon og relasjoner", "A", { by: ["plan table, step, documents, staff, urgent, Arabic"], person: `${SKJERMLESER}: lister, tabell og hvem som snakker` }],
  ["1.3.2", "Meningsfylt rekkefølge", "A", { by: ["each message is announced once, in order, with its speaker first"], person: SKJERMLESER }],
  ["1.3.3", "Sensoriske egenskaper", "A", { person: "viser noen tekst til farge, form eller plassering alene?" }],
  ["1.3.4", "Visningsretning", "AA", { by: ["a phone on its side, page"], person: "snu en telefon midt i en samtale" }],
  ["1.3.5", "Identifiser formål med inndata", "AA", { none: "ingen felt ber om opplysninger om brukeren" }],
  ["1.4.1", "Bruk av farge", "A", { by: ["forced colours, page"], person: "se på haster, valgt knapp og feil i gråtoner" }],
  ["1.4.2", "Styring av lyd", "A", { none: NO_MEDIA, by: [STATIC] }],
  ["1.4.3", "Kontrast (minimum)", "AA", { person: "se på lyst og mørkt utseende på en vanlig skjerm" }],
  ["1.4.4", "Endring av tekststørrelse", "AA", { by: ["text at twice the size keeps everything in view"], person: "prøv 200 % i to nettlesere" }],
  ["1.4.5", "Bilder av tekst", "AA", { by: [STATIC], none: "ingen bilder av tekst" }],
  ["1.4.10", "Dynamisk tilpasning (reflow)", "AA", { by: ["320 px, page", "400 % of 1280 by 1024, page"], person: "zoom til 400 % på siden der veilederen ligger" }],
  ["1.4.11", "Kontrast for ikke-tekstlig innhold", "AA", { person: "mål kanten på felt og knapper og fokusmerket, 3:1" }],
  ["1.4.12", "Tekstavstand", "AA", { by: ["text with wide spacing is whole"], person: "prøv et bokmerke for tekstavstand" }],
  ["1.4.13", "Pekerfølsomt innhold eller innhold ved tastaturfokus", "AA", { by: [STATIC], none: "ingenting dukker opp ved peker eller fokus alene" }],
  ["2.1.1", "Tastatur", "A", { by: [KEYS, "no button is dead"], person: "prøv med skjermleserens egne taster" }],
  ["2.1.2", "Ingen tastaturfelle", "A", { by: ["no trap: the keys lead out of the open dialog"], person: "kom inn i og ut av veilederen på deres egen side" }],
  ["2.1.4", "Hurtigtaster som består av ett tegn", "A", { by: [STATIC], none: "ingen hurtigtaster; Enter og Escape virker bare i panelet" }],
  ["2.2.1", "Justerbar hastighet", "A", { none: "samtalen varer et døgn, og ingenting må gjøres innen en tid (over 20 timer)", by: ["an expired talk begins anew and keeps what was written"] }],
  ["2.2.2", "Pause, stopp, skjul", "A", { by: ["reduced motion, page"], person: "beveger noe seg i mer enn fem sekunder?" }],
  ["2.3.1", "Terskelverdi på maksimalt tre glimt", "A", { by: [STATIC], none: "ingenting blinker" }],
  ["2.4.1", "Hoppe over blokker", "A", { person: "kom forbi menyen på deres egen side til veilederen" }],
  ["2.4.2", "Sidetitler", "A", { person: "si hva siden heter, med bare fanen synlig" }],
  ["2.4.3", "Fokusrekkefølge", "A", { by: [KEYS], person: "følg fokus gjennom en hel gjennomgang" }],
  ["2.4.4", "Formål med lenke (i kontekst)", "A", { person: "les lenkene alene, i skjermleserens liste" }],
  ["2.4.5", "Flere måter", "AA", { person: "finnes siden med veilederen både i meny og søk?" }],
  ["2.4.6", "Overskrifter og ledetekster", "AA", { person: "sier overskriftene hva som kommer?" }],
  ["2.4.7", "Synlig fokus", "AA", { by: ["what has the focus is seen"], person: "se fokus på alle knapper, lyst, mørkt og med høy kontrast" }],
  ["2.5.1", "Pekerbevegelser", "A", { by: [STATIC], none: "ingen bevegelser med flere fingre eller langs en bane" }],
  ["2.5.2", "Pekeravbrytelse", "A", { by: [STATIC], person: "trykk, dra ut av knappen og slipp: ingenting skal skje" }],
  ["2.5.3", "Ledetekst i navn", "A", { person: "si det som står på hver knapp, med stemmestyring" }],
  ["2.5.4", "Bevegelsesaktivering", "A", { by: [STATIC], none: "ingenting styres ved å bevege telefonen" }],
  ["3.1.1", "Språk på siden", "A", { by: ["languages are marked where they change"] }],
  ["3.1.2", "Språk på deler av innhold", "AA", { by: ["languages are marked where they change"], person: "hør et svar på engelsk og ett på nynorsk" }],
  ["3.2.1", "Fokus", "A", { by: [KEYS] }],
  ["3.2.2", "Inndata", "A", { by: ["the counter is silent, but passing the limit is said"] }],
  ["3.2.3", "Konsekvent navigering", "AA", { person: "står veilederen likt på alle sidene deres?" }],
  ["3.2.4", "Konsekvent identifikasjon", "AA", { person: "heter det samme likt i veilederen og på siden?" }],
  ["3.3.1", "Identifikasjon av feil", "A", { by: ["an error is an alert, once"], person: "forstår folk hva de skal gjøre da?" }],
  ["3.3.2", "Ledetekster eller instruksjoner", "A", { by: ["open, with the first choices"], person: "forstår folk hva de kan skrive?" }],
  ["3.3.3", "Forslag ved feil", "AA", { by: ["a stale choice is said and the talk goes on"], person: "hjelper «mente du …?» dem som skriver feil?" }],
  ["3.3.4", "Forhindring av feil (juridiske forpliktelser, økonomiske transaksjoner, datalagring)", "AA", { by: ["asking before deletion"], none: "ingen avtale eller betaling; sletting må bekreftes" }],
  ["4.1.1", "Oppdeling (parsing)", "A", { person: "kjør siden deres gjennom en HTML-kontroll" }],
  ["4.1.2", "Navn, rolle, verdi", "A", { by: [KEYS], person: SKJERMLESER }],
  ["4.1.3", "Statusbeskjeder", "AA", { by: ["each message is announced once, in order, with its speaker first", "«skriver …» is said after 600 ms and not for a quick answer"], person: "hør at svar, «skriver …» og feil blir lest, én gang" }],
];

/** Return the tag that axe gives to rules of a criterion: 1.4.12 is wcag1412. */
export const tagOf = (number) => `wcag${number.replaceAll(".", "")}`;

/** Return what the machine says of a criterion: rules that axe passed, tests, or why it meets nothing. */
export function machine([number, , , given], rules) {
  const passed = rules.get(tagOf(number)) ?? new Set();
  const parts = [];
  if (given.none) parts.push(`ikke aktuelt: ${given.none}`);
  if (passed.size) parts.push(`axe: ${[...passed].sort().join(", ")}`);
  if (given.by) parts.push(`tester: ${given.by.map((title) => `«${title}»`).join(", ")}`);
  return parts.join("; ");
}

/** Return the rows of the report. */
export const rows = (rules) =>
  CRITERIA.map((row) => `| ${row[0]} ${row[1]} | ${row[2]} | ${machine(row, rules) || "–"} | ${row[3].person ?? "–"} |`);
