"use client";

import { createContext } from "react";

export interface FormContextValue {
  /** Starts the ids of the fields, so that two forms on a page may use the same names. */
  readonly id: string;
  readonly pending: boolean;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly values: Readonly<Record<string, string>> | undefined;
  /** Tells the summary what a field is called. */
  readonly announce: (name: string, label: string) => void;
}

export const FormContext = createContext<FormContextValue>({
  id: "",
  pending: false,
  errors: {},
  values: undefined,
  announce: () => {},
});

export function fieldId(formId: string, name: string): string {
  return `f${formId}-${name}`.replace(/[^\w-]/g, "_");
}
