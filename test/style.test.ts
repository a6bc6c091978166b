/** Rules of style that the linter cannot check: no types argued away, documented exports, short files, pure layers. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const MAX_LINES = 300;

/** Files that may touch the process, its streams and the clock. */
const OUTER = /^src\/((cli|worker)\.ts|io\/.*)$/;

/** Globals that make the result depend on the day or the machine, or run text as code. */
const IMPURE = /^(process|console|fetch|performance|Intl|eval|Function|setTimeout|setInterval|WebSocket|XMLHttpRequest)$/;

/** Calls that do so: `Date.now()`, `Math.random()`, `new Date()`, and everything that depends on the locale. */
const IMPURE_CALL = /^(Date\.now|Math\.random|new Date|Date)$|\.(toLocale\w*|localeCompare)$/;

function faultsOf(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const faults: string[] = [];
  const tell = (node: ts.Node, what: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    faults.push(`${path}:${line + 1}: ${what}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) tell(node, "`as`: let the types show it");
    if (ts.isTypeAssertionExpression(node)) tell(node, "type assertion: let the types show it");
    if (ts.isNonNullExpression(node)) tell(node, "`!`: handle the absent value");
    if ((ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken) tell(node, "`!`: assign it");
    if (ts.isEnumDeclaration(node)) tell(node, "`enum`: use a union of literals");
    if (node.kind === ts.SyntaxKind.AnyKeyword) tell(node, "`any`: say what it is");
    if (!OUTER.test(path)) impure(node, tell);
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const statement of file.statements) {
    const isVariable = ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) === 0;
    if (isVariable && !OUTER.test(path)) tell(statement, "state of a module: give it an owner, or see values/memo");
    if (isExported(statement) && ts.getJSDocCommentsAndTags(statement).length === 0)
      tell(statement, "an export without a docstring");
  }
  for (const [index, line] of text.split("\n").entries()) {
    if (/@ts-(ignore|nocheck|expect-error)/.test(line)) faults.push(`${path}:${index + 1}: a type error argued away`);
  }
  const lines = text.trimEnd().split("\n").length;
  if (lines > MAX_LINES) faults.push(`${path}: ${lines} lines; two jobs, surely`);
  return faults;
}

function isExported(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false;
  const exported = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return exported === true;
}

function impure(node: ts.Node, tell: (node: ts.Node, what: string) => void): void {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const callee = node.expression.getText();
    const name = ts.isNewExpression(node) ? `new ${callee}` : callee;
    const clock = name === "new Date" && (node.arguments?.length ?? 0) > 0;
    if (IMPURE_CALL.test(name) && !clock) tell(node, `\`${name}\`: same input, same bytes`);
  }
  if (ts.isIdentifier(node) && IMPURE.test(node.text) && isGlobal(node))
    tell(node, `\`${node.text}\`: only in cli, io and worker`);
}

/** Whether an identifier refers to a global: it is not a member, a declared name, or a type. */
function isGlobal(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent) || ts.isTypeReferenceNode(parent) || ts.isPropertyAssignment(parent)) return false;
  return (
    ts.isExpression(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isExpressionStatement(parent)
  );
}

const root = join(import.meta.dirname, "..");
const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `src/${name.replaceAll("\\", "/")}`)
  .sort();

test("every source file follows the rules", () => {
  expect(sources).toContain("src/cli.ts");
  expect(sources.flatMap((path) => faultsOf(path, readFileSync(join(root, path), "utf8")))).toEqual([]);
});

describe("each rule finds what it should", () => {
  test.each([
    ["const a = b as string;", 1],
    ["const a = <string>b;", 1],
    ["const a = b!;", 1],
    ["let a!: string;", 2],
    ["let a = 1;", 1],
    ["function f() { let a = 1; }", 0],
    ["class A { b!: string }", 1],
    ["enum A { b }", 1],
    ["const a: any = 1;", 1],
    ["const a = 1 as const;", 0],
    ["const a = b satisfies string;", 0],
    ["export const a = 1;", 1],
    ["export interface A { readonly b: 1 }", 1],
    ["/** A. */\nexport const a = 1;", 0],
    ['export { a } from "./a.js";', 0], // documented where it is declared
    ["// @ts-expect-error\nconst a = 1;", 1],
    ["const a = process.env;", 1],
    ["const a = { process: 1 }.process;", 0],
    ["console.log(1);", 1],
    ["const a = Date.now();", 1],
    ["const a = new Date();", 1],
    ["const a = new Date(0);", 0],
    ["const a = Date.UTC(2026, 0);", 0],
    ['const a = "a".localeCompare("b");', 1],
    ['const a = new Function("a");', 1],
    ["const a = new Intl.Collator();", 1],
    [`${"\n".repeat(MAX_LINES)}const a = 1;`, 1],
  ])("%s", (text, count) => expect(faultsOf("src/example.ts", text)).toHaveLength(count));

  test("cli, io and worker may use impure globals", () =>
    expect(faultsOf("src/io/streams.ts", "process.exitCode = 1; Date.now();")).toEqual([]));
});
