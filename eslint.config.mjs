import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

import {
  programSources,
  restrictedGlobals,
  restrictedImports,
  restrictedSyntax,
} from "./tests/lint/program.mjs";

export default defineConfig(
  { ignores: ["node_modules/", ".local/", "policy/bin/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      // A Pulumi resource is made for its effect: `new` without a name is how a program reads.
      "no-new": "off",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "max-lines": ["warn", { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What the engine tells no policy of, only the program's text can.
    files: programSources,
    rules: {
      "no-restricted-globals": ["error", ...restrictedGlobals],
      "no-restricted-imports": ["error", restrictedImports],
      "no-restricted-syntax": ["error", ...restrictedSyntax()],
    },
  },
  {
    // CRDs are kept on the cluster, with all objects of their kinds.
    files: ["components/kept-crds.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...restrictedSyntax("transforms", "retainOnDelete")],
    },
  },
  {
    // What the charts of these two leave open is shut by transforms, whose outcome the gate is shown.
    files: ["components/metal-lb.ts", "components/seldon.ts"],
    rules: { "no-restricted-syntax": ["error", ...restrictedSyntax("transforms")] },
  },
  {
    // One way in for configuration: a component or rule that reads the environment has a hidden input.
    files: ["components/**", "network/**", "policy/rules/**", "operator/**"],
    rules: { "no-restricted-globals": ["error", "process", ...restrictedGlobals] },
  },
);
