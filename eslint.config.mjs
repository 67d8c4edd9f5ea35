import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

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
    // One way in for configuration: a component or rule that reads the environment has a hidden input.
    files: ["components/**", "network/**", "policy/rules/**", "operator/**"],
    rules: { "no-restricted-globals": ["error", "process"] },
  },
);
