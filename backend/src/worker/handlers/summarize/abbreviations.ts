// Always followed by what they belong to: a sentence never ends here.
const LEADING = new Set(
  `dr mr mrs ms mx prof st ste sr fr hr frl dipl ing mag rev hon gen col maj capt cpt lt sgt cmdr adm gov sen rep pres
  messrs mme mlle vs no nos nr fig figs abb tab vol vols bd ed eds hrsg pp p s z b d h u o i e g v cf vgl ca approx
  ggf bzw sog evtl inkl exkl zzgl str art abs ziff kap aufl geb gest jan feb mar apr jun jul aug sep sept oct okt nov
  dec dez`.split(/\s+/),
);

// May end a sentence as well: the word that follows decides.
const TRAILING = new Set(
  `etc usw jr inc ltd co corp bros llc plc gmbh ag u.s u.k u.n e.u u.s.a ph.d b.a m.a a.m p.m b.c a.d n.chr v.chr mio
  mrd tel max min dept est al uvm u.a`.split(/\s+/),
);

const SENTENCE_STARTERS = new Set(
  `the a an it he she they we you i this that these those there in on at but and so for if when while after before his
  her their its our my no not as by from with most many some all one who what why how
  der die das ein eine einer es er sie wir ihr ich du dies diese dieser dieses im am aber und doch nach vor bei seit
  wenn weil als auch für mit von zu zum zur da dort hier nun so nur kein keine`.split(/\s+/),
);

const ORDINAL_NOUN =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jahrtausend|Jahrestag|Geburtstag|Weltkrieg|Kapitel|Klasse|Stock|Etage|Platz|Mal|Liga|Auflage)/u;

const LAST_WORD = /(?:^|[^\p{L}\p{N}.])([\p{L}\p{N}.]+)\.$/u;
const LONGEST_ABBREVIATION = 24;

/** Says whether the full stop at the end of `piece` belongs to an abbreviation, so that `next` goes on with the sentence. */
export function endsWithAbbreviation(piece: string, next: string): boolean {
  const last = LAST_WORD.exec(piece.slice(-LONGEST_ABBREVIATION))?.[1];
  if (last === undefined) return false;
  const follower = /[\p{L}\p{N}]+/u.exec(next)?.[0] ?? '';
  if (/^\d{1,2}$/.test(last)) return ORDINAL_NOUN.test(follower);
  if (isAlwaysOpen(last.toLowerCase())) return true;
  return isMaybeOpen(last) && !SENTENCE_STARTERS.has(follower.toLowerCase());
}

// "Prof", or parts that only stand in the middle of a sentence: "z.B".
function isAlwaysOpen(word: string): boolean {
  if (word.length === 1 || TRAILING.has(word)) return false;
  return LEADING.has(word) || word.split('.').every((part) => LEADING.has(part));
}

// A lone letter is an initial ("J. R. R. Tolkien") or half of "z. B."; dotted capitals are an acronym ("U.S.").
function isMaybeOpen(word: string): boolean {
  return TRAILING.has(word.toLowerCase()) || /^\p{L}$/u.test(word) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(word);
}
