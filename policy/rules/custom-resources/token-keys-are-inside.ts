import { fieldsOf, metadataOf, textOf } from "../../kubernetes-object";
import type { Complaint, ObjectRule } from "../../rule";
import { called, itemsOf } from "./called";

const absent = (value: unknown): boolean => value === undefined || value === null || value === "";

/** Keys that tokens are checked with are fetched by istiod, which stands outside of the mesh. */
export const tokenKeysAreInside: ObjectRule = {
  name: "token-keys-are-inside",
  description: "The keys that tokens are checked with come from inside, or stand in the object.",
  why: "The keys at jwksUri are fetched by istiod; where neither that nor jwks is given, istiod asks the issuer. A URL outside is a way out of istiod, and whoever holds it decides who may come in.",
  severity: "high",
  remediation: "Write the keys under jwks, or name a jwksUri inside.",
  ways: [44],
  scope: "object",
  kinds: new Set(["security.istio.io/RequestAuthentication"]),
  check(object, site) {
    const namespace = textOf(metadataOf(object).namespace);
    const rules = fieldsOf(object.spec).jwtRules;
    return itemsOf(rules, "spec.jwtRules").flatMap(({ item, path }): Complaint[] => {
      const { issuer, jwks, jwksUri, jwks_uri } = fieldsOf(item);
      const found = [
        ...called(jwksUri, `${path}.jwksUri`, site, namespace),
        ...called(jwks_uri, `${path}.jwks_uri`, site, namespace),
      ];
      const asksIssuer = absent(jwks) && absent(jwksUri) && absent(jwks_uri);
      return asksIssuer ? called(issuer, `${path}.issuer`, site, namespace) : found;
    });
  },
  examples: {
    refused: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: users, namespace: team }
spec: { jwtRules: [{ issuer: "https://accounts.example.com" }] }
`,
    accepted: `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: { name: users, namespace: team }
spec:
  jwtRules:
    - issuer: "https://accounts.example.com"
      jwksUri: http://keys.seldon-system.svc/jwks.json
`,
  },
};
