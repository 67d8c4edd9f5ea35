/**
 * Whether an input of a provider holds a kubeconfig itself, and not the path of one: that may hold keys, and name a
 * program that is run at each login.
 */
export const isKubeconfig = (key: string, text: string): boolean =>
  key === "kubeconfig" && /[\n{]|apiVersion|clusters:|users:/.test(text);
