/** Fields for comparing SQL: columns, types, units, and values at and around limits. All candidates are invented. */

/** `at`: limits of criteria and plausible ranges, in the first unit. `units`: one of the first unit, expressed in each unit. */
export const FIELDS = {
  // whole numbers in three types
  kps: { type: "integer", at: [10, 50, 70, 100] },
  tumor_count: { type: "integer", at: [0, 1, 6, 300], signs: true },
  hypertension_grade: { type: "integer", at: [0, 3, 4] },
  ecog: { type: "double", at: [0, 1, 2, 5], signs: true },
  // units that convert exactly, or by the molar mass
  platelets: { type: "double", at: [1, 80, 100, 2000], units: { "10*9/L": 1, "K/uL": 1, "/uL": 1000, "10*4/uL": 0.1 }, signs: true, missing: true },
  wbc: { type: "decimal", at: [0.05, 3, 4, 400], units: { "10*9/L": 1, "/mm3": 1000, "": 1 } },
  neutrophils: { type: "double", at: [0, 1.5, 2, 40], units: { "10*9/L": 1, "/uL": 1000 } },
  hemoglobin: { type: "double", at: [20, 80, 90, 250], units: { "g/L": 1, "g/dL": 0.1, "mmol/L": 1 / 16.1145 }, dated: true, signs: true },
  creatinine: { type: "double", at: [20, 132.6, 176.8, 3000], units: { "umol/L": 1, "µmol/L": 1, "mg/dL": 0.011312 }, signs: true },
  calcium: { type: "double", at: [0.8, 2.6, 4], units: { "mmol/L": 1, "mg/dL": 4.0078, "meq/L": 2 } },
  body_temperature: { type: "double", at: [25, 38, 38.5, 45] },
  longest_tumor_diameter: { type: "double", at: [0.1, 2, 5, 60], units: { cm: 1, mm: 10 } },
  life_expectancy: { type: "double", at: [0, 3, 6, 720], units: { mo: 1, a: 1 / 12 } },
  pd_l1_tps: { type: "double", at: [0, 1, 50, 100], missing: true },
  lvef: { type: "double", at: [5, 50, 90], dated: true, ends: true },
  ki67: { type: "decimal", at: [0, 14, 20, 100], units: { "%": 1 }, ends: true, missing: true },
  nyha_class: { type: "integer", at: [1, 2, 4], ends: true },
  // with limits of normal
  alt: { type: "double", at: [2, 100, 120, 20000], units: { "U/L": 1, "ukat/L": 1 / 60 }, uln: [40, 35.5, 48], lln: [8, 10], signs: true },
  bilirubin: { type: "double", at: [0.5, 31.5, 1500], units: { "umol/L": 1, "mg/dL": 0.058466 }, uln: [21, 17.1, 20.52], ulnUnits: { "umol/L": 1, "mg/dL": 0.058466 } },
  // a date, and a field calculated from it that may contradict it
  birth_date: { type: "date", years: [18, 75, 120] },
  age: { type: "double", at: [0, 18, 75, 120] },
  diagnosis_date: { type: "date", years: [1, 2, 100], days: ["2024-03-01", "2023-12-31"], interval: true },
  last_chemotherapy: { type: "date", years: [1, 80], ages: [14, 28, 42, 31, 61], missing: true },
  last_surgery: { type: "date", years: [1, 3], ages: [28, 59, 90, 183] },
  // words
  sex: { type: "text", words: ["female", "F", "male", "m", "Frau", "unknown", "", "x"] },
  her2_status: { type: "text", words: ["positive", "3+", "2+", "equivocal", "negative", "0", "IHC 1+", "pending", "???"], missing: true, dated: true },
  hiv_status: { type: "text", words: ["pos", "neg", "indeterminate", "not done", "NA", "Positive", "reactive", "café"] },
  recurrent_breast_cancer: { type: "text", words: ["yes", "no", "ja", "nein", "pending", "Y", "N", "vielleicht"] },
}; // biome-ignore format: one field per line

/** All other fields of the shipped criteria are yes-no fields. */
const BOOLEAN = { type: "boolean", missing: true };

/** The description of a field. */
export const fieldOf = (name) => FIELDS[name] ?? BOOLEAN;

const REASONS = ["not done", "pending", "unknown", "not recorded", "refused", " "];
const SIGNS = ["<", "<=", ">", ">=", "=", "<", ">", "~"];

/** The number rounded to 15 digits, changed by some steps in its last digit. */
function nudged(value, steps) {
  if (value === 0) return steps * 1e-9;
  const [mantissa, power] = value.toExponential(14).split("e");
  return Number(`${BigInt(mantissa.replace(".", "")) + BigInt(steps)}e${Number(power) - 14}`);
}

/** Numbers at a limit, next to it, with more digits than measurements have, or far away. */
function aroundLimit(limit, { pick, chance, random }) {
  const way = random();
  if (way < 0.3) return Number(limit.toPrecision(15));
  if (way < 0.5) return nudged(limit, pick([-3, -2, -1, 1, 2, 3]));
  if (way < 0.6) return limit + pick([-2, -1, 1, 2, 3]) * Math.abs(limit || 1) * 2 ** -52;
  if (way < 0.75) return Number((limit * (1 + pick([-0.1, 0.1, 0.01, -0.01]))).toPrecision(4));
  if (way < 0.9) return Math.round(limit + pick([-1, 1, 0.5]));
  if (way < 0.985) return Number((limit * (0.3 + 1.5 * random())).toFixed(pick([0, 1, 2])));
  return chance(0.5) ? pick([1e-205, 1e205, -1, 0.1 + 0.2, 1e22, -0.5]) : -limit;
}

/** Seeded random choices. */
export function choices(random) {
  return { random, pick: (all) => all[Math.floor(random() * all.length)], chance: (share) => random() < share };
}

const DAY = 86_400_000;
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (text) => Date.parse(text) / DAY;

/** A day before the as-of date, often at or around an anniversary of it. */
function aroundDay({ years = [], ages = [], days = [] }, asOf, { pick, chance, random }) {
  const today = dayOf(asOf);
  const by = pick([-1, 0, 1, 0, -2, 2]);
  if (chance(0.03)) return iso(today + pick([0, 1, 30]));
  if (chance(0.02)) return pick(["1799-12-31", "1800-01-01", "2200-12-31", "2201-01-01", "0999-01-01"]);
  if (days.length > 0 && chance(0.4)) return iso(dayOf(pick(days)) + by);
  if (ages.length > 0 && chance(0.6)) return iso(today - pick(ages) + by);
  if (chance(0.2)) return iso(today - Math.floor(random() * 40000));
  const [year, month, day] = asOf.split("-").map(Number);
  // Calendars differ on the last days of months and on 29 February.
  const back = pick(chance(0.5) || years.length === 0 ? [0, 1] : years);
  if (chance(0.4)) return iso(Date.UTC(year - back, month - 1 - pick([0, 1, 2, 3, 6, 12]) + 1, pick([0, 0, -1, 1])) / DAY);
  return iso(Date.UTC(year - back, month - 1, day + by) / DAY);
}

/** Generates one field of one candidate: the cells of the table by column, and the values in the record for the program. */
export function generate(name, asOf, of) {
  const field = fieldOf(name);
  const { pick, chance } = of;
  if (chance(0.06)) {
    if (field.missing !== true || chance(0.3)) return { cells: {}, record: {} };
    const reason = pick(REASONS);
    return { cells: { [`${name}_missing`]: reason }, record: { [name]: reason } };
  }
  const date = field.dated === true && chance(0.9) ? aroundDay({ ages: [14, 15, 90, 13], years: [0, 1] }, asOf, of) : null;
  const dated = field.dated === true ? { [`${name}_date`]: date } : {};
  switch (field.type) {
    case "text": {
      const word = pick(field.words);
      return { cells: { [name]: word, ...dated }, record: { [name]: word, ...dated } };
    }
    case "boolean": {
      const value = chance(0.5);
      return { cells: { [name]: value }, record: { [name]: value } };
    }
    case "date": {
      const day = aroundDay(field, asOf, of);
      if (field.interval !== true) return { cells: { [name]: day }, record: { [name]: day } };
      const [year, month] = day.split("-").map(Number);
      const way = of.random();
      const [low, high, text] =
        way < 0.6
          ? [day, day, day]
          : way < 0.8
            ? [`${day.slice(0, 7)}-01`, iso(Date.UTC(year, month, 0) / DAY), day.slice(0, 7)]
            : [`${day.slice(0, 4)}-01-01`, `${day.slice(0, 4)}-12-31`, day.slice(0, 4)];
      return { cells: { [`${name}_low`]: low, [`${name}_high`]: high }, record: { [name]: text } };
    }
    default:
      return field.ends === true ? ends(name, field, dated, of) : number(name, field, dated, of);
  }
}

/** A number with a lower and an upper end, or only one of them. The program gets a range, or a number with a sign. */
function ends(name, field, dated, of) {
  const { pick, chance } = of;
  const isWhole = field.type === "integer";
  const around = () => {
    const value = Math.max(0, aroundLimit(pick(field.at), of));
    return isWhole ? Math.round(Math.min(value, 2e9)) : Number(Math.min(value, 1e6).toFixed(field.type === "decimal" ? 4 : 9));
  };
  const unit = field.units === undefined ? {} : { [`${name}_unit`]: pick([...Object.keys(field.units), null]) };
  const [low, high] = [around(), around()].sort((a, b) => a - b);
  const made = (from, to, text, lowOpen, highOpen) => ({
    cells: {
      [`${name}_low`]: from,
      [`${name}_high`]: to,
      [`${name}_low_open`]: lowOpen,
      [`${name}_high_open`]: highOpen,
      ...unit,
      ...dated,
    },
    record: { [name]: text, ...unit, ...dated },
  });
  const closed = () => pick([false, null]);
  switch (pick(["one", "range", "<", "<=", ">", ">="])) {
    case "<":
      return made(null, high, `<${high}`, closed(), true);
    case "<=":
      return made(null, high, `<=${high}`, pick([true, null]), closed());
    case ">":
      return made(low, null, `>${low}`, true, closed());
    case ">=":
      return made(low, null, `>=${low}`, closed(), pick([true, null]));
    case "range":
      return made(low, high, low === high ? low : `${low}-${high}`, closed(), closed());
    default:
      return made(low, low, chance(0.5) ? low : `${low}`, closed(), closed());
  }
}

function number(name, field, dated, of) {
  const { pick, chance } = of;
  const { units, uln, lln, ulnUnits } = field;
  const unit = units === undefined ? undefined : chance(0.04) ? pick([null, "mg", "?"]) : pick(Object.keys(units));
  const factor = units?.[unit] ?? 1;
  const limit = pick(field.at) * factor;
  let value = aroundLimit(uln !== undefined && chance(0.5) ? pick(uln) * pick([1, 1.5, 2.5, 3]) * factor : limit, of);
  if (field.type === "integer") value = Math.round(Math.min(Math.max(value, -5), 2e9));
  if (field.type === "decimal") value = Number(Math.min(Math.max(value, -1e9), 1e9).toFixed(4));
  if (uln !== undefined) value = Number(Math.min(value, 1e8).toFixed(pick([0, 1, 2, 4])));
  const isNumber = field.type !== "double" || uln !== undefined || !chance(0.005);
  // JSON cannot represent these; the record has a text that is not a number instead.
  const cells = { [name]: isNumber ? value : pick(["NaN", "Infinity", "-Infinity"]), ...dated };
  const record = { [name]: isNumber ? value : "abc", ...dated };
  if (unit !== undefined) {
    cells[`${name}_unit`] = unit;
    record[`${name}_unit`] = unit;
  }
  if (field.signs === true) {
    const sign = isNumber && chance(0.25) ? pick(SIGNS) : null;
    cells[`${name}_cmp`] = sign;
    record[`${name}_operator`] = sign;
  }
  for (const [which, values, itsUnits] of [
    ["uln", uln, ulnUnits],
    ["lln", lln, undefined],
  ]) {
    if (values === undefined) continue;
    const itsUnit = itsUnits === undefined ? undefined : pick(Object.keys(itsUnits));
    const scale = itsUnits === undefined ? factor : itsUnits[itsUnit];
    const own = chance(0.06) ? pick([null, 0, -1, 1e6]) : Number((pick(values) * scale).toFixed(6));
    cells[`${name}_${which}`] = own;
    record[`${name}_${which}`] = own;
    if (itsUnit !== undefined) {
      cells[`${name}_${which}_unit`] = itsUnit;
      record[`${name}_${which}_unit`] = itsUnit;
    }
  }
  return { cells, record };
}

/** The possible columns of a field, with their types. */
export function columnsOf(name) {
  const { type, units, signs, missing, dated, uln, lln, ulnUnits, interval, ends: hasEnds } = fieldOf(name);
  const values = interval === true || hasEnds === true ? { [`${name}_low`]: type, [`${name}_high`]: type } : { [name]: type };
  if (hasEnds === true) Object.assign(values, { [`${name}_low_open`]: "boolean", [`${name}_high_open`]: "boolean" });
  return {
    ...values,
    ...(units === undefined ? {} : { [`${name}_unit`]: "text" }),
    ...(signs === true ? { [`${name}_cmp`]: "text" } : {}),
    ...(missing === true ? { [`${name}_missing`]: "text" } : {}),
    ...(dated === true ? { [`${name}_date`]: "date" } : {}),
    ...(uln === undefined ? {} : { [`${name}_uln`]: "double" }),
    ...(lln === undefined ? {} : { [`${name}_lln`]: "double" }),
    ...(ulnUnits === undefined ? {} : { [`${name}_uln_unit`]: "text" }),
  };
}
