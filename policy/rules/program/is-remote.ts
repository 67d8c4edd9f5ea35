/** Whether a text is the address of something elsewhere, as Helm, Kustomize and git read addresses. */
export const isRemote = (text: string): boolean =>
  /^\s*([a-z][a-z0-9+.-]*:\/\/|git::|[\w.-]+@[\w.-]+:)/i.test(text) && !/^\s*file:/i.test(text);
