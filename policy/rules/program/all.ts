import type { Rule } from "../../rule";
import { backendIsOurs } from "./backend-is-ours";
import { chartsAreVendored } from "./charts-are-vendored";
import { chartsRender } from "./charts-render";
import { chartsRenderTheSame } from "./charts-render-the-same";
import { lockFileIsPlain } from "./lock-file-is-plain";
import { nothingIsFetched } from "./nothing-is-fetched";
import { objectsAreWhole } from "./objects-are-whole";
import { optionsHideNothing } from "./options-hide-nothing";
import { programRunsNothing } from "./program-runs-nothing";
import { providersAreListed } from "./providers-are-listed";
import { secretsStaySecret } from "./secrets-stay-secret";
import { stackReferencesStayHere } from "./stack-references-stay-here";

/** The rules on the Pulumi program and on the files of its checkout. */
export const programRules: readonly Rule[] = [
  chartsAreVendored,
  chartsRender,
  chartsRenderTheSame,
  nothingIsFetched,
  programRunsNothing,
  providersAreListed,
  stackReferencesStayHere,
  backendIsOurs,
  lockFileIsPlain,
  secretsStaySecret,
  optionsHideNothing,
  objectsAreWhole,
];
