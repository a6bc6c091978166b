/** The tokens of JSON, and plain words for everything that is not JSON. */

/** Why a text is not JSON, in plain words. */
export interface JsonFault {
  readonly code: "json-syntax" | "json-depth" | "empty-file";
  readonly offset: number;
  readonly message: string;
  readonly help?: string | undefined;
}

/** Thrown by the scanner at the first fault, and caught by `parseJson`; never leaves these two files. */
export class JsonStop extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const NUMBER_LIKE = /[+-]?[\d.][\w.+-]*|[+-]/y;
const WORD = /[\p{L}_$][\p{L}\p{N}_$-]*/uy;
/** Nearly every string. Files of thousands are read when nothing is compiled yet: a pattern is several times as fast then as a loop. */
const WITHOUT_ESCAPES = /"[ !#-[\]-\uffff]*"/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const QUOTES: ReadonlyMap<string, string> = new Map(
  ["“", "”", "„", "«", "»", "＂"].map((quote) => [quote, 'JSON uses only the straight double quote `"`']),
);
const VALUES = 'JSON has "text" in double quotes, numbers, true, false, null, lists and objects';

/** Reads tokens from left to right. Each method either takes what its name says or stops with a fault. */
export class JsonScanner {
  /** Where the next token begins, once `peek` has passed the white space. */
  at: number;
  readonly #text: string;
  /** After the last token: where a missing comma belongs. */
  #end = 0;
  /** The opening brackets that wait for their closing ones. */
  readonly #open: { readonly bracket: string; readonly at: number }[] = [];

  constructor(text: string) {
    this.#text = text;
    this.at = text.startsWith("\ufeff") ? 1 : 0;
  }

  /** The next character that is not white space; "" at the end. JSON's white space is four characters, not Unicode's. */
  peek(): string {
    const text = this.#text;
    for (; this.at < text.length; this.at += 1) {
      const code = text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return text.charAt(this.at);
    }
    return "";
  }

  /** Takes one character if it is next. */
  take(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at += 1;
    this.#end = this.at;
    if (char === "}" || char === "]") this.#open.pop();
    return true;
  }

  /** Takes an opening bracket and remembers it for the message at an early end. */
  open(bracket: string): void {
    this.#open.push({ bracket, at: this.at });
    this.take(bracket);
  }

  /** After a value: takes the comma (true) or the closing bracket (false). */
  another(close: "}" | "]"): boolean {
    if (this.take(close)) return false;
    const comma = this.at;
    if (!this.take(",")) this.refuseMissing(`\`,\` or \`${close}\``, "this value", this.#end);
    const next = this.peek();
    if (next === close || next === "}" || next === "]") {
      this.stop(comma, `trailing comma before \`${next}\``, "JSON has no comma after the last entry: remove it");
    }
    return true;
  }

  /** Takes a literal word if it is next and ends there. */
  word(word: string): boolean {
    if (!this.#text.startsWith(word, this.at) || this.#match(WORD) !== word) return false;
    this.at += word.length;
    this.#end = this.at;
    return true;
  }

  /** Takes a number and gives it as written. */
  number(): string {
    const like = this.#match(NUMBER_LIKE);
    const number = this.#match(NUMBER);
    if (number === "" || number !== like) this.stop(this.at, `\`${like}\` is not a number in JSON`, numberHelp(like));
    this.at += number.length;
    this.#end = this.at;
    return number;
  }

  /** Takes a string and gives what it stands for. */
  string(): string {
    const text = this.#text;
    const start = this.at;
    WITHOUT_ESCAPES.lastIndex = start;
    if (WITHOUT_ESCAPES.test(text)) {
      this.at = WITHOUT_ESCAPES.lastIndex;
      this.#end = this.at;
      return text.slice(start + 1, this.at - 1);
    }
    let index = start + 1;
    for (;;) {
      const code = text.charCodeAt(index);
      if (code === 0x22) break;
      if (code === 0x5c) index += this.#escape(index);
      else if (code >= 0x20) index += 1;
      else this.#refuseInString(start, index, code); // NaN, after the end of the text, lands here, too
    }
    this.at = index + 1;
    this.#end = this.at;
    const value: unknown = JSON.parse(text.slice(start, index + 1));
    return typeof value === "string" ? value : "";
  }

  #escape(index: number): number {
    ESCAPE.lastIndex = index;
    const match = ESCAPE.exec(this.#text);
    if (match !== null) return match[0].length;
    const code = this.#text.codePointAt(index + 1);
    const wrong = code === undefined ? "" : String.fromCodePoint(code);
    return this.stop(index, `\`\\${wrong}\` is not an escape in JSON`, "write a backslash in text twice: `\\\\`");
  }

  #refuseInString(start: number, index: number, code: number): never {
    if (Number.isNaN(code) || code === 0x0a || code === 0x0d) {
      this.stop(start, 'this text has no closing `"` on its line', "write a line break inside text as `\\n`");
    }
    const written = code === 0x09 ? "`\\t`" : `\`\\u${code.toString(16).padStart(4, "0")}\``;
    const name = code === 0x09 ? "a tab" : "a control character";
    this.stop(index, `${name} is written unescaped inside text`, `write it as ${written}`);
  }

  /** What stands where a value should. */
  refuseValue(): never {
    this.refuseComment();
    const word = this.#match(WORD);
    const help = WORDS.get(word.toLowerCase());
    if (help !== undefined) this.stop(this.at, `\`${word}\` is not a JSON value`, help);
    if (word !== "") this.stop(this.at, `\`${word}\` is not a JSON value`, `text must be in double quotes: \`"${word}"\``);
    const like = this.#match(NUMBER_LIKE);
    if (like !== "") this.stop(this.at, `\`${like}\` is not a number in JSON`, numberHelp(like));
    if (this.peek() === "'") this.stop(this.at, "text in single quotes", "JSON uses double quotes only");
    this.#refuseEnd();
    this.stop(this.at, `expected a value, found ${this.found()}`, QUOTES.get(this.peek()) ?? VALUES);
  }

  /** What stands where a key should. */
  refuseKey(): never {
    this.refuseComment();
    this.#refuseEnd();
    const word = this.#match(WORD);
    if (word !== "") this.stop(this.at, `the key \`${word}\` has no quotes`, `keys must be in double quotes: \`"${word}"\``);
    if (this.peek() === "'") this.stop(this.at, "a key in single quotes", "JSON uses double quotes only");
    this.stop(this.at, `expected a key in double quotes, found ${this.found()}`, this.#keyHelp());
  }

  /** Digits after a number and its comma were meant as decimals. */
  #keyHelp(): string | undefined {
    const written = /\d,\d+$/.test(this.#text.slice(Math.max(0, this.at - 2), this.at + 1));
    return written ? "write decimal numbers with a point: `80.5`" : QUOTES.get(this.peek());
  }

  /** Something is missing `behind` the last token: told there, unless what stands in its place is on the same line. */
  refuseMissing(expected: string, behind: string, end: number): never {
    this.peek();
    this.refuseComment();
    this.#refuseEnd();
    const sameLine = !/[\n\r]/.test(this.#text.slice(end, this.at));
    this.stop(sameLine ? this.at : end, `expected ${expected} after ${behind}, found ${this.found()}`);
  }

  /** Stops if a comment is next. */
  refuseComment(): void {
    const two = this.#text.slice(this.at, this.at + 2);
    if (two === "//" || two === "/*" || two.startsWith("#")) {
      this.stop(this.at, "JSON has no comments", "remove it; criteria have a key `note` for remarks");
    }
  }

  #refuseEnd(): void {
    if (this.peek() !== "") return;
    const open = this.#open.at(-1);
    if (open === undefined) this.stop(this.at, "the file ends too early");
    const line = this.#text.slice(0, open.at).split(/\r\n|[\n\r]/).length;
    this.stop(this.at, `the file ends, but the \`${open.bracket}\` of line ${line} is not closed`);
  }

  /** The next character, or what it is called. */
  found(): string {
    const code = this.#text.codePointAt(this.at);
    if (code === undefined) return "the end of the file";
    if (code > 0x20 && code < 0x7f) return `\`${String.fromCodePoint(code)}\``;
    const number = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    const char = String.fromCodePoint(code);
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(char) ? `\`${char}\` (${number})` : `the character ${number}`;
  }

  stop(offset: number, message: string, help?: string, code: JsonFault["code"] = "json-syntax"): never {
    throw new JsonStop({ code, offset, message, help });
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    return pattern.exec(this.#text)?.[0] ?? "";
  }
}

/** Words of other languages, and what JSON has for them. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["true", "JSON has `true` in lower case"],
  ["false", "JSON has `false` in lower case"],
  ["null", "JSON has `null` in lower case"],
  ["none", "JSON has `null`"],
  ["undefined", "JSON has `null`"],
  ["nan", "JSON has no such number"],
  ["infinity", "JSON has no such number"],
]);

function numberHelp(text: string): string | undefined {
  if (text.startsWith("+")) return "write the number without `+`";
  if (/^-?0\d/.test(text)) return "write the number without leading zeros";
  if (/^-?\./.test(text)) return "write a digit before the point: `0.5`";
  if (/\.(?!\d)/.test(text)) return "write a digit after the point: `1.0`";
  if (/^-?\d+(\.\d+)?[^\d.]/.test(text)) return 'text must be in double quotes; a unit has its own key: `"unit"`';
  return undefined;
}
