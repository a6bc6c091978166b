/** Words for the groups of a list that sums are given for: wards, sites, arms of a study, all patients. */
import { withoutAccents } from "../values/text.js";

/** In the languages of the dictionary, and some more; in the forms in which they stand after `Mean` and `Mittelwert`. */
const GROUPS: ReadonlySet<string> = withPlain(
  "ward wards station stations stationen abteilung abteilungen klinik kliniken klinikum department departments dept unit units site sites clinic clinics",
  "centre centres center centers zentrum zentren standort standorte hospital hospitals krankenhaus service services unité pavillon hôpital clinique",
  "reparto reparti ospedale clinica centro centros centri servicio servicios sala planta unidad unidade serviço enfermaria ala setor",
  "отделение отделения отделению отделении отд клиника клинике клиники центр центра центру больница больнице группа группы группе",
  "group groups gruppe gruppen groupe groupes grupo grupos gruppo gruppi cohort kohorte cohorte coorte coorti arm arms studienarm bras brazo braccio braço",
  "afdeling groep avdelning avdeling grupp ziekenhuis oddział oddziału oddělení grupa grupy skupina skupiny csoport osztály bölüm servis grup klinik hastane osasto ryhmä",
  "labor laboratory lab laboratoire laboratorio laboratório praxis team visit visits visite woche week weeks tag day month monat mois mes year jahr cycle zyklus",
  "men women males females male female männer frauen männlich weiblich hommes femmes hombres mujeres uomini donne homens mulheres мужчины женщины",
  "病区 病區 病房 病棟 科室 科 组 組 群 中心 医院 醫院 병동 그룹 센터",
);

function withPlain(...lines: readonly string[]): ReadonlySet<string> {
  const words = lines.join(" ");
  return new Set(`${words} ${withoutAccents(words)}`.split(" "));
}

/** What is said of which group it is: `3`, `3a`, `A`, `IV`. */
const NUMBER = /^(?:\d+\p{L}{0,2}|\p{L}|[ivx]{1,4})$/u;

/** A group among the words of a cell, and the words before it and after its number. */
export interface GroupWords {
  readonly isNumbered: boolean;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The group that words name: `Station 1`; undefined if they name none. */
export function groupIn(words: readonly string[]): GroupWords | undefined {
  const at = words.findIndex((word) => GROUPS.has(word));
  if (at < 0) return undefined;
  const isNumbered = NUMBER.test(words[at + 1] ?? "");
  return { isNumbered, before: words.slice(0, at), after: words.slice(at + (isNumbered ? 2 : 1)) };
}

/** `病区1合计`, `三病区平均值`: what the end says of the group is a word for a sum. */
const OF_CHINESE_GROUP =
  /^[\p{Script=Han}\d]{0,8}(?:病[区區房棟]|科室?|[组組群]|中心|院|部門|全体|全部|男性?|女性?)[\d一二三四五六七八九十]*(\p{Script=Han}{2,4})$/u;

/** A word for a sum without the group before it: `Stationsmittelwert`, `病区1合计`; undefined for a word that is none of a group. */
export function sumOfGroup(word: string): string | undefined {
  return (OF_GROUP.exec(word) ?? OF_CHINESE_GROUP.exec(word))?.[1];
}

const OF_GROUP =
  /^(?:gesamt|zwischen|unter|teil|end|gruppen|stations|klinik|abteilungs|zentrums|monats|wochen|tages|jahres|total|del|mellan|sub|eind|hoved)(\p{L}{4,})$/u;

const PEOPLE =
  "(?:patients|subjects|participants|cases|patienten|probanden|teilnehmer|pacientes|casos|pazienti|casi|пациентов|пациенты|больных|患者|病人|病例|受试者)";
/** `All patients`, `12 patients`, `Patients: 12` */
const OF_PEOPLE = [
  new RegExp(`^(?:all|alle|tous les|todos l?os|tutti i|все|所有|全部|全体) ?${PEOPLE}$`, "u"),
  new RegExp(`^\\d+ ${PEOPLE}$`, "u"),
  new RegExp(`^${PEOPLE}\\s?[:=]\\s?\\d+$`, "u"),
];

/** Whether a text says of whom, or of how many, the numbers beside it are. */
export function isOfPeople(text: string): boolean {
  return OF_PEOPLE.some((one) => one.test(text));
}
