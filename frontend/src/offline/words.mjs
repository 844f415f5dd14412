// Words with what was answered in them: the same as kith.questionnaires.piping.
import { own } from "./expressions.mjs";

const PIPE = /\$\{\s*([a-z][a-z0-9_]*)\s*(?:\|([^}]*))?\}/g;

export const filled = (template, params) => template.replace(/\{(\w+)\}/g, (all, name) => own(params, name) ?? all).replaceAll("{{", "{").replaceAll("}}", "}");

export function piped(text, form, answers) {
  return text.replace(PIPE, (_, key, otherwise) => answerWords(form, key, own(answers, key)) ?? (otherwise ?? "").trim());
}

export function itemOf(form, key) {
  return form.pages.flatMap((page) => page.items).find((item) => item.key === key);
}

export function answerWords(form, key, value) {
  if (value === undefined || typeof value === "boolean" || value.declined) return undefined;
  const item = itemOf(form, key);
  if (!item) return undefined;
  if (item.kind === "scale") return item.points.find((point) => point.value === value)?.label;
  if (item.options) {
    const ticked = [value].flat();
    return item.options.filter((option) => ticked.includes(option.key)).map((option) => option.label).join(", ") || undefined;
  }
  return String(value.date ?? value.time ?? value);
}
