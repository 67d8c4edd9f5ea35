import { siteFrom } from "../../../../policy/site/site";
import { PROD } from "../../objects";

/** The site of prod with these things said of workloads. */
export const siteOf = (workloads: object) => siteFrom({ ...PROD, workloads });
