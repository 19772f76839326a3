import "server-only";
import { cookies } from "next/headers";
import { type Preferences, readPreferences } from "./preferences";

/** Language, colours and size of the request at hand. */
export async function currentPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return readPreferences((name) => jar.get(name)?.value);
}
