import type { Check } from "./check";

/** Two namespaces cannot have one name. */
export const tenantsHaveNamesOfTheirOwn: Check = ({ tenants }) => {
  const names = tenants.map(({ name }) => name);
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    if (first === index) return [];
    const message = `is the name of tenant ${String(first + 1)} already; remove one of the two`;
    return [{ path: ["tenants", index, "name"], message }];
  });
};

/** Seldon takes an empty watch list for every namespace of the cluster. */
export const someTenantIsServed: Check = ({ tenants }) =>
  tenants.some(({ kind }) => kind === "serving")
    ? []
    : [
        {
          path: ["tenants"],
          message:
            "names no tenant of kind serving, and Seldon takes an empty watch list for every namespace; add one",
          searched: ["tenants"],
        },
      ];
