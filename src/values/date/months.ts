/** Names of months, in the languages in which the dictionary knows headings, and Russian and Dutch. No name is two months. */
import { once } from "../memo.js";

/** By month: names and their abbreviations, in small letters, with `|` between them; points after them do not count. */
export const MONTH_NAMES: readonly string[] = [
  "jan|january|januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro|januari|январь|января|янв",
  "feb|february|februar|feber|février|fevrier|févr|fevr|fév|fev|febrero|febbraio|fevereiro|februari|февраль|февраля|фев",
  "mar|march|märz|maerz|mär|mrz|mars|marzo|março|marco|maart|mrt|март|марта|мар",
  "apr|april|avril|avr|abril|abr|aprile|апрель|апреля|апр",
  "may|mai|mayo|maggio|mag|maio|mei|май|мая",
  "jun|june|juni|juin|junio|giugno|giu|junho|июнь|июня|июн",
  "jul|july|juli|juillet|juil|julio|luglio|lug|julho|июль|июля|июл",
  "aug|august|août|aout|agosto|ago|augustus|август|августа|авг",
  "sep|sept|september|septembre|septiembre|setiembre|settembre|sett|setembro|set|сентябрь|сентября|сен|сент",
  "oct|october|oktober|okt|octobre|octubre|ottobre|ott|outubro|out|октябрь|октября|окт",
  "nov|november|novembre|noviembre|novembro|ноябрь|ноября|ноя|нояб",
  "dec|december|dezember|dez|décembre|decembre|déc|diciembre|dic|dicembre|dezembro|декабрь|декабря|дек",
];

const months = once(
  () => new Map(MONTH_NAMES.flatMap((names, index) => names.split("|").map((name) => [name, index + 1] as const))),
);

/** The month of a name, from 1; undefined for any other text. */
export function monthNamed(text: string): number | undefined {
  return months().get(text.toLowerCase());
}

const ROMAN = "i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii".split("|");

/** The month of a number in Roman figures, from 1. */
export function monthInRoman(text: string): number | undefined {
  const index = ROMAN.indexOf(text.toLowerCase());
  return index < 0 ? undefined : index + 1;
}
