/** Ids that occur more than once: every record with one has a problem, the first included. */

/** Where a record stands. `file` is the index of the candidate file. */
export interface RecordPlace {
  readonly file: number;
  readonly row: number;
}

/** How many places of one id are kept, to be named. */
const MAX_PLACES = 5;

/** Notices ids in the order in which records come. */
export class IdLedger {
  private readonly first = new Map<string, RecordPlace>();
  private readonly places = new Map<string, RecordPlace[]>();

  /** Takes an id down. @returns whether it occurred before */
  add(id: string, place: RecordPlace): boolean {
    const earlier = this.first.get(id);
    if (earlier === undefined) {
      this.first.set(id, place);
      return false;
    }
    const known = this.places.get(id);
    if (known === undefined) this.places.set(id, [earlier, place]);
    else if (known.length <= MAX_PLACES) known.push(place);
    return true;
  }

  /** The places of every id that occurs more than once: the first few. */
  get repeated(): ReadonlyMap<string, readonly RecordPlace[]> {
    return this.places;
  }
}

/** Says where else an id stands: `the id is also in row 4 and row 9`. */
export function describePlaces(places: readonly RecordPlace[], here: RecordPlace, files: readonly string[]): string {
  const others = places.filter((place) => place.file !== here.file || place.row !== here.row);
  const words = others.slice(0, MAX_PLACES - 1).map((place) => {
    const row = `row ${place.row}`;
    return place.file === here.file ? row : `${row} of ${files[place.file] ?? ""}`;
  });
  const more = others.length > words.length ? " and more" : "";
  return `the same id is also in ${words.join(", ")}${more}`;
}
