import { onceForText } from "../once-for";

/** Fields that people read, or that name a schema: nothing connects to what they say. */
const PROSE_FIELDS: ReadonlySet<string> = new Set([
  "description",
  "summary",
  "documentation",
  "homepage",
  "license",
  "runbook_url",
  "runbookUrl",
  "$schema",
  "$id",
  "$ref",
  "@context",
  "xmlns",
]);

const PROSE_ANNOTATIONS =
  /^((meta\.)?helm\.sh|artifacthub\.io|org\.opencontainers\.image\.\w+|app\.kubernetes\.io|kubernetes\.io\/description)(\/|$)|\/(documentation|docs|homepage|source|license|description)$/;

/** A copy of the object, which kubectl writes for itself. */
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** Whether nothing connects to what a field of this name says. */
export const isProse = onceForText(
  (field): boolean =>
    PROSE_FIELDS.has(field) || field === LAST_APPLIED || PROSE_ANNOTATIONS.test(field),
);

const XML_NAMES =
  /(\bxmlns(:[\w-]+)?|\bxsi:(noNamespaceS|s)chemaLocation|"\$(schema|id|ref)")\s*[=:]\s*("[^"]{0,500}"|'[^']{0,500}')|<!DOCTYPE[^>]{0,500}>/g;
const SCHEMA_URL = /\bhttps?:\/\/(www\.w3\.org\/(\d{4}|XML|TR)\b|json-schema\.org\/)[^\s"'<>]*/g;

/**
 * The text without names that only look like URLs (of schemas and XML), and, of several lines, without those that are
 * comments in every language that begins one with `#`.
 */
export const withoutNames = (text: string): string =>
  (text.includes("\n") ? text.replace(/^[ \t]*#(?!!).*$/gm, "") : text)
    .replace(XML_NAMES, "")
    .replace(SCHEMA_URL, "");
