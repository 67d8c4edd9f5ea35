import { podsOf } from "../../../../policy/pods";
import { BASELINE } from "../../../../policy/rules/pod-security/baseline-controls";
import { complaintsOf } from "../../../../policy/rules/pod-security/control";
import { RESTRICTED } from "../../../../policy/rules/pod-security/restricted-controls";

/** The newest minor version of Kubernetes whose standards are known. */
export const LATEST = 37;

/** What restricted asks of a pod or of its containers. */
export const ids = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
/** What it asks of containers. */
export const own = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
export const pod = (spec: object, metadata: object = {}) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata,
  spec,
});
export const one = (securityContext: object, more: object = {}) => ({
  containers: [{ name: "web", securityContext, ...more }],
});

const judged =
  (level: typeof BASELINE) =>
  (object: object, minor = LATEST) =>
    podsOf(object as never).flatMap((each) =>
      complaintsOf(level, each, minor).map(({ path }) => path),
    );
/** The places that the level complains of. */
export const baseline = judged(BASELINE);
export const restricted = judged(RESTRICTED);
