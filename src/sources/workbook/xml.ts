/** XML parts, read strictly: well-formed, UTF-8 or UTF-16, and without a document type, which could hold traps. */
import { SaxesParser, type SaxesTagNS } from "saxes";
import { joinedBytes } from "../bytes/utf8.js";
import { damaged } from "./fault.js";

/** Handles a part's elements. Names are without prefixes; elements of unknown namespaces are skipped. */
export interface XmlHandler {
  readonly open?: (name: string, tag: Tag) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/** An element's attributes: of no namespace by name, and of the namespace of relationships. */
export interface Tag {
  attribute(name: string): string | undefined;
  /** `r:id` */
  readonly relationId: string | undefined;
  readonly hasPrefix: boolean;
}

/** A reader of one part. */
export interface XmlReader {
  write(text: string): void;
  /** Depth of the element that is being read: 1 is the root. */
  readonly depth: number;
  end(): void;
}

/** Both forms of the standard; and those of the parts that say how others are related. */
const KNOWN =
  /^http:\/\/(?:schemas\.openxmlformats\.org\/(?:spreadsheetml\/2006\/main|package\/2006\/\w+|officeDocument\/2006\/\w+)|purl\.oclc\.org\/ooxml\/(?:spreadsheetml\/main|officeDocument\/\w+))$/;
const RELATIONS =
  /^http:\/\/(?:schemas\.openxmlformats\.org\/officeDocument\/2006|purl\.oclc\.org\/ooxml\/officeDocument)\/relationships$/;

/** Elements without which something of the list would be lost. */
const DATA: ReadonlySet<string> = new Set(["sheet", "sheetData", "row", "c", "si"]);

/** Workbooks have a dozen. The parser looks for the namespace of an element in all that are open, so that more take long. */
const DEEPEST = 100;

/** @param part for messages */
export function xmlReader(part: string, handler: XmlHandler): XmlReader {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  /** The depth of an element of an unknown namespace, with all that is in it; 0: none. */
  let foreign = 0;
  parser.on("error", () => {
    throw damaged(`the part \`${part}\` is not well-formed XML`);
  });
  parser.on("doctype", () => {
    throw damaged(`the part \`${part}\` has a document type definition, which no workbook needs`);
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    if (depth > DEEPEST) throw damaged(`the part \`${part}\` has elements that are nested more than ${DEEPEST} deep`);
    const isKnown = KNOWN.test(tag.uri);
    if (foreign === 0 && !isKnown) foreign = depth;
    // Markup that offers its content in several forms: which of them a program takes differs.
    if (foreign !== 0 && isKnown && DATA.has(tag.local))
      throw damaged(`the part \`${part}\` holds some of its data inside markup that is not read`);
    if (foreign === 0) handler.open?.(tag.local, tagOf(tag));
  });
  parser.on("closetag", (tag) => {
    if (foreign === 0) handler.close?.(tag.local);
    if (foreign === depth) foreign = 0;
    depth -= 1;
  });
  const text = (piece: string): void => {
    if (foreign === 0) handler.text?.(piece);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  return {
    write: (piece) => void parser.write(piece),
    get depth() {
      return depth;
    },
    end: () => void parser.close(),
  };
}

function tagOf({ attributes, prefix }: SaxesTagNS): Tag {
  return {
    attribute: (name) => attributes[name]?.value,
    get relationId() {
      return Object.values(attributes).find(({ local, uri }) => local === "id" && RELATIONS.test(uri))?.value;
    },
    hasPrefix: prefix !== "",
  };
}

/** Decodes a part's bytes as they come. */
export class PartDecoder {
  readonly #part: string;
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #held = new Uint8Array(0);

  constructor(part: string) {
    this.#part = part;
  }

  text(bytes: Uint8Array, last = false): string {
    let all = bytes;
    if (this.#decoder === undefined) {
      all = joinedBytes([this.#held, bytes]);
      if (all.length < 2 && !last) {
        this.#held = new Uint8Array(all);
        return "";
      }
      const encoding =
        all[0] === 0xff && all[1] === 0xfe ? "utf-16le" : all[0] === 0xfe && all[1] === 0xff ? "utf-16be" : "utf-8";
      this.#decoder = new TextDecoder(encoding, { fatal: true });
    }
    try {
      return this.#decoder.decode(all, { stream: !last });
    } catch {
      throw damaged(`the part \`${this.#part}\` is not in UTF-8 or UTF-16`);
    }
  }
}
