// Tells which lines the grammar marks as markers, with the engine of Visual Studio Code.
//
// In comes, on standard input, a JSON array of texts; out comes one of arrays of [line, kind], lines 1-based, where a
// kind is "opener" or "closer". The packages are looked for from the working directory.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const oniguruma = require("vscode-oniguruma");
const textmate = require("vscode-textmate");

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
const registry = new textmate.Registry({
  onigLib: {
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  },
  loadGrammar: () => textmate.parseRawGrammar(readFileSync(process.argv[2], "utf-8"), process.argv[2]),
});
const grammar = await registry.loadGrammar("text.seeddoc");

function mark(text) {
  const marks = [];
  let stack = textmate.INITIAL;
  text.split("\n").forEach((line, index) => {
    const before = stack.depth;
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    const keyword = result.tokens.find((token) => token.scopes.includes("keyword.control.seeddoc"));
    if (keyword) marks.push([index + 1, stack.depth < before ? "closer" : "opener"]);
  });
  return marks;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(mark)));
