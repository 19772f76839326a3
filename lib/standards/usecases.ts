import "server-only";
import { asUseCase } from "@/lib/access/usecase";
import { loadLibrary, loadStandard } from "./mutations";
import { mayLoadStandard } from "./policy";
import { loadLibraryInput, loadStandardInput } from "./schema";

export const loadStandardFile = asUseCase({
  name: "standards.load",
  input: loadStandardInput,
  subject: async () => ({}),
  policy: mayLoadStandard,
  run: loadStandard,
  trace: (input, _bank, loaded) => ({
    subject: loaded.versionId,
    detail: { code: input.document.code, version: loaded.version, outcome: loaded.outcome },
  }),
});

export const loadLibraryFile = asUseCase({
  name: "standards.loadLibrary",
  input: loadLibraryInput,
  subject: async () => ({}),
  policy: mayLoadStandard,
  run: loadLibrary,
  trace: (input, _bank, loaded) => ({
    subject: loaded.versionId,
    detail: { code: input.document.library, version: loaded.version, outcome: loaded.outcome },
  }),
});
